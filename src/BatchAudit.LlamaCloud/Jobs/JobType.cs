namespace BatchAudit.LlamaCloud;

/// <summary>The words a batch's job type is known to take. Another word is data, never an error.</summary>
public static class JobType
{
    public const string ParseV2 = "parse_v2";

    public const string ExtractV2 = "extract_v2";
}
