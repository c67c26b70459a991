namespace BatchAudit.Tests.History.Model;

/// <summary>An answer about a batch.</summary>
internal sealed record BatchTold(long Seq, DateTimeOffset At, BatchSnapshot Said)
{
    public bool IsTerminal => BatchStatus.IsTerminal(Said.Status);

    /// <summary>Whether its results can be relied on.</summary>
    public bool Lists => Said.ResultsState is ResultsState.Listed && Said.Status != "FAILED";

    /// <summary>Whether two answers say the same of the batch itself, leaving its single rows aside.</summary>
    public bool SaysTheSame(BatchTold other) => Facts == other.Facts;

    private (string?, string?, string?, string?, string, DateTimeOffset?, DateTimeOffset?, ResultsState, (int, int, int)) Facts =>
        (Said.ProjectId, Said.SourceDirectoryId, Said.JobType, Said.ConfigurationId, Said.Status, Said.CreatedAt, Said.UpdatedAt, Said.ResultsState, Counts);

    /// <summary>Rows, those with a job, those with an error only.</summary>
    public (int Listed, int Mapped, int Errors) Counts => (
        Said.Results.Count,
        Said.Results.Count(row => row.JobId is not null),
        Said.Results.Count(row => row.JobId is null && row.MappingError is not null));
}

/// <summary>A row of the results from the answer that brought it to the answer that took it back.</summary>
internal sealed record RowSpan(string FileId, int Occurrence, FileResult Said, long First, long Since)
{
    public long? Until { get; set; }

    public bool IsSameRow(RowSpan other) => FileId == other.FileId && Occurrence == other.Occurrence;
}

/// <summary>Everything that was answered about one batch.</summary>
internal sealed class BatchStory
{
    public BatchStory(IReadOnlyList<BatchTold> answers)
    {
        Answers = answers;
        Spans = [.. Replay(answers)];
        Rows = [.. Spans.Where(span => span.Until is null)];
    }

    public IReadOnlyList<BatchTold> Answers { get; }

    /// <summary>Every row there ever was.</summary>
    public IReadOnlyList<RowSpan> Spans { get; }

    /// <summary>The rows that stand now.</summary>
    public IReadOnlyList<RowSpan> Rows { get; }

    public string Id => First.Said.BatchId;

    public BatchTold First => Answers[0];

    public BatchTold Newest => Answers[^1];

    public string Status => Newest.Said.Status;

    public bool GoesOn => Status is "PENDING" or "THROTTLED" or "RUNNING";

    public string? DirectoryId => Newest.Said.SourceDirectoryId;

    /// <summary>As the first answer said it.</summary>
    public DateTimeOffset? CreatedAt => First.Said.CreatedAt;

    public bool EverListed => Answers.Any(answer => answer.Lists);

    /// <summary>The last answer to be relied on, or the first one.</summary>
    public BatchTold LastListing => Answers.LastOrDefault(answer => answer.Lists) ?? First;

    /// <summary>The answer that first said what the newest one says of the batch itself, without another in between.</summary>
    public BatchTold StateSince => VersionAt(Answers.Count - 1);

    /// <summary>The answer since which the batch itself was as the n-th answer says.</summary>
    public BatchTold VersionAt(int n)
    {
        while (n > 0 && Answers[n - 1].SaysTheSame(Answers[n]))
        {
            n--;
        }

        return Answers[n];
    }

    /// <summary>When an answer last listed the row.</summary>
    public BatchTold LastSeen(RowSpan row) => Answers.Last(answer => answer.Seq == row.Since || (answer.Lists && answer.Seq >= row.Since));

    private static List<RowSpan> Replay(IReadOnlyList<BatchTold> answers)
    {
        var spans = new List<RowSpan>();

        foreach (var answer in answers.Where(answer => answer.Said.ResultsState is ResultsState.Listed))
        {
            var said = Numbered(answer.Said.Results);

            foreach (var (fileId, occurrence, result) in said)
            {
                var former = spans.Where(span => span.FileId == fileId && span.Occurrence == occurrence).ToList();
                var standing = former.Find(span => span.Until is null);

                if (standing is not null && (standing.Said == result || !answer.Lists))
                {
                    continue;
                }

                standing?.Until = answer.Seq;
                spans.Add(new RowSpan(fileId, occurrence, result, former.Count == 0 ? answer.Seq : former[0].First, answer.Seq));
            }

            if (answer.Lists)
            {
                spans.Where(span => span.Until is null && !said.Exists(row => row.FileId == span.FileId && row.Occurrence == span.Occurrence))
                    .ToList()
                    .ForEach(span => span.Until = answer.Seq);
            }
        }

        return spans;
    }

    /// <summary>In the order of the files; rows about the same file by what they say.</summary>
    private static List<(string FileId, int Occurrence, FileResult Said)> Numbered(IReadOnlyList<FileResult> results) => [..
        results
            .OrderBy(row => row.FileId, StringComparer.Ordinal)
            .ThenBy(row => row.JobType, StringComparer.Ordinal)
            .ThenBy(row => row.JobId, StringComparer.Ordinal)
            .ThenBy(row => row.MappingError, StringComparer.Ordinal)
            .GroupBy(row => row.FileId)
            .SelectMany(file => file.Select((row, n) => (file.Key, n, row)))];
}
