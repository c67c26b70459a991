namespace BatchAudit.Deriving;

/// <summary>A result with its number among the rows about the same file.</summary>
internal readonly record struct NumberedResult(FileResult Result, long Occurrence);

/// <summary>Puts a result set into one order, so that answers which only list it differently are the same.</summary>
internal static class ResultRows
{
    /// <returns>By file id, ordinal; rows about the same file by what they say, and numbered 0, 1, 2 … in that order.</returns>
    public static NumberedResult[] InOrder(IReadOnlyList<FileResult> results)
    {
        var sorted = new FileResult[results.Count];

        for (var n = 0; n < sorted.Length; n++)
        {
            sorted[n] = results[n];
        }

        Array.Sort(sorted, Compare);
        var numbered = new NumberedResult[sorted.Length];

        for (var n = 0; n < sorted.Length; n++)
        {
            var again = n > 0 && sorted[n].FileId == sorted[n - 1].FileId;
            numbered[n] = new NumberedResult(sorted[n], again ? numbered[n - 1].Occurrence + 1 : 0);
        }

        return numbered;
    }

    private static int Compare(FileResult left, FileResult right)
    {
        var order = string.CompareOrdinal(left.FileId, right.FileId);
        order = order != 0 ? order : string.CompareOrdinal(left.JobType, right.JobType);
        order = order != 0 ? order : string.CompareOrdinal(left.JobId, right.JobId);
        return order != 0 ? order : string.CompareOrdinal(left.MappingError, right.MappingError);
    }
}
