namespace BatchAudit.Tests.History;

/// <summary>
/// What the history ought to show of one batch, worked out the slow and plain way: every answer is kept in a list, and every
/// question walks through all of it.
/// </summary>
internal sealed class NaiveHistory
{
    private readonly List<(long Seq, BatchSnapshot Snapshot)> _answers = [];

    public void Observe(long seq, BatchSnapshot snapshot) => _answers.Add((seq, snapshot));

    /// <summary>One line per row of file_jobs, in its order.</summary>
    public IEnumerable<string> FileJobs()
    {
        var valid = new SortedDictionary<(string FileId, int Occurrence), Row>(
            Comparer<(string FileId, int Occurrence)>.Create((left, right) =>
                string.CompareOrdinal(left.FileId, right.FileId) is var order and not 0 ? order : left.Occurrence.CompareTo(right.Occurrence)));
        var firstSeen = new Dictionary<(string, int), long>();
        var lastListed = _answers[0].Seq;

        foreach (var (seq, answer) in _answers)
        {
            if (answer.ResultsState is not ResultsState.Listed)
            {
                continue;
            }

            var said = Number(answer.Results);

            foreach (var (key, result) in said)
            {
                firstSeen.TryAdd(key, seq);

                if (!valid.TryGetValue(key, out var row) || (answer.Status != "FAILED" && row.Result != result))
                {
                    valid[key] = new Row(result, firstSeen[key], seq);
                }
            }

            if (answer.Status != "FAILED")
            {
                lastListed = seq;
                valid.Keys.Where(key => !said.ContainsKey(key)).ToList().ForEach(key => valid.Remove(key));
            }
        }

        var status = _answers[^1].Snapshot.Status;

        return valid.Select(pair => string.Join('|',
            pair.Key.FileId,
            pair.Key.Occurrence,
            pair.Value.Result.JobId,
            pair.Value.Result.MappingError,
            Mapping(pair.Value.Result, pair.Key.Occurrence),
            Outcome(pair.Value.Result, status),
            pair.Value.FirstSeq,
            pair.Value.SinceSeq,
            Math.Max(lastListed, pair.Value.SinceSeq)));
    }

    /// <summary>One line per row of status_timeline, in its order.</summary>
    public IEnumerable<string> Timeline()
    {
        string? before = null;

        for (var n = 0; n < _answers.Count; n++)
        {
            var (seq, answer) = _answers[n];

            if (answer.Status != before)
            {
                yield return string.Join('|', before, answer.Status, n == 0 ? "created" : _answers[n - 1].Seq, seq);
                before = answer.Status;
            }
        }
    }

    /// <summary>The batch's line in batches.</summary>
    public string Batch()
    {
        var newest = _answers[^1].Snapshot;
        var listed = newest.ResultsState is ResultsState.Listed;
        var mapped = newest.Results.Count(result => result.JobId is not null);
        var errors = newest.Results.Count(result => result.JobId is null && result.MappingError is not null);

        return string.Join('|',
            newest.Status,
            newest.ResultsState.ToString().ToUpperInvariant(),
            _answers.Count,
            listed ? newest.Results.Count : null,
            listed ? mapped : null,
            listed ? errors : null,
            listed ? newest.Results.Count - mapped - errors : null);
    }

    private static Dictionary<(string, int), FileResult> Number(IReadOnlyList<FileResult> results) => results
        .GroupBy(result => result.FileId)
        .SelectMany(file => file
            .OrderBy(result => result.JobType, StringComparer.Ordinal)
            .ThenBy(result => result.JobId, StringComparer.Ordinal)
            .ThenBy(result => result.MappingError, StringComparer.Ordinal)
            .Select((result, n) => (Key: (file.Key, n), result)))
        .ToDictionary(pair => pair.Key, pair => pair.result);

    private static string Mapping(FileResult result, int occurrence) => result switch
    {
        { FileId: not "" } when occurrence > 0 => "DUPLICATE",
        { JobId: not null, MappingError: not null } => "JOB_AND_ERROR",
        { JobId: not null } => "MAPPED",
        { MappingError: not null } => "MAPPING_ERROR",
        _ => "NO_JOB",
    };

    private static string Outcome(FileResult result, string status) => (result, status) switch
    {
        ({ JobId: not null }, _) => "UNKNOWN",
        ({ MappingError: not null }, _) => "MAPPING_FAILED",
        (_, "CANCELLED") => "CANCELLED",
        (_, "PENDING" or "THROTTLED" or "RUNNING") => "IN_PROGRESS",
        _ => "UNKNOWN",
    };

    private sealed record Row(FileResult Result, long FirstSeq, long SinceSeq);
}
