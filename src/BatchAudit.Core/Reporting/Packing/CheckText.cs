using BatchAudit.Reporting.Manifests;

namespace BatchAudit.Reporting.Packing;

/// <summary>How to check a pack without the program that made it.</summary>
internal static class CheckText
{
    public const string FileName = "CHECK.txt";

    public const string Sums = "SHA256SUMS";

    public static string Of(Manifest manifest) => FormattableString.Invariant($"""
        Reports of BatchAudit {manifest.Tool.Version}, generated at {manifest.GeneratedAt ?? "no time: the history was empty"},
        from observations 1 to {manifest.History.LastObservation ?? 0} of the history {manifest.History.Id ?? "(empty)"}.

        1. Is every file what it was when it was packed? Unpack into an empty folder, and there:

               sha256sum -c {Sums}

           Each line must end with OK. (macOS: shasum -a 256 -c {Sums})

        2. Is the pack itself the one that was made? Compare its own SHA-256 with the one that was printed when it was made, as
           noted elsewhere at the time:

               sha256sum PACK.zip

        3. Do the reports say what the history says? Whoever holds the history writes them again, with the other options that
           {Manifest.FileName} names; all but the workbook are the same, byte for byte:

               batch-audit report --as-of {manifest.History.LastObservation ?? 0} --generated-at {manifest.GeneratedAt ?? "TIME"} --out again

           The history's chain head at that observation was
           {manifest.History.ChainHead ?? "none"}.

        {Manifest.FileName} tells of each file what it holds, and of the whole where it comes from; previous_manifest_sha256 names the one
        that was made before it. {DataDictionary.FileName} says what each column means.

        """).ReplaceLineEndings("\n");
}
