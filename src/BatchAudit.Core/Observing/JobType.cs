using System.Collections.Immutable;

namespace BatchAudit;

/// <summary>The words a batch's job type is known to take: those whose jobs can be asked for. Another word is data, never an error.</summary>
public static class JobType
{
    public const string ParseV2 = "parse_v2";

    public const string ExtractV2 = "extract_v2";

    public static ImmutableArray<string> All { get; } = [ParseV2, ExtractV2];
}
