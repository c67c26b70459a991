using System.Diagnostics.CodeAnalysis;

namespace BatchAudit.Cli.Options;

/// <summary>The id of something that has a timeline: a batch, a job or a file.</summary>
internal static class SubjectId
{
    private static readonly string[] Prefixes = ["dfl-", "pjb-", "ext-"];

    /// <summary>Ids are opaque, so only what cannot be one, or says that it is another thing's, is refused.</summary>
    public static bool IsPossible(string id, [NotNullWhen(false)] out string? fault)
    {
        if (!Array.Exists(Prefixes, prefix => id.StartsWith(prefix, StringComparison.Ordinal)) && !BatchIds.IsPossible(id, out fault))
        {
            fault = fault.Replace("A batch id looks like bat-….", "Batches (bat-…), jobs (pjb-…, ext-…) and files (dfl-…) have a timeline.", StringComparison.Ordinal);
            return false;
        }

        fault = null;
        return true;
    }
}
