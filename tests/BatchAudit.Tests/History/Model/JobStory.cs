using BatchAudit.Collecting;

namespace BatchAudit.Tests.History.Model;

/// <summary>What was known of a job from an answer on.</summary>
internal sealed record JobVersion(Told Since, JobSnapshot Said);

/// <summary>A change of a job's status.</summary>
internal sealed record JobChange(JobVersion Version, string? From, DateTimeOffset? NotBefore, DateTimeOffset OccurredAt, string Precision);

/// <summary>Everything that was answered about one job of one batch.</summary>
internal sealed class JobStory
{
    private readonly List<JobVersion> _versions = [];

    public JobStory(string batchId, string jobId, IEnumerable<Told> told)
    {
        JobId = jobId;

        foreach (var one in told)
        {
            if (one.What is JobsObservation page && page.BatchId == batchId && page.Jobs.Any(job => job.JobId == jobId))
            {
                Note(one, page.Jobs.Last(job => job.JobId == jobId));
            }
        }

        Changes = [.. Change()];
    }

    public string JobId { get; }

    public IReadOnlyList<JobVersion> Versions => _versions;

    public JobVersion Newest => _versions[^1];

    public IReadOnlyList<JobChange> Changes { get; }

    /// <summary>What an answer leaves out it does not take back; how a job ended stays known when it is deleted.</summary>
    private void Note(Told one, JobSnapshot said)
    {
        // Times that cannot be read are a story of their own.
        said = said with { UnreadableTimes = [] };

        if (_versions.Count > 0)
        {
            var known = Newest.Said;

            if (said.Status == "NOT_FOUND" && BatchStatus.IsTerminal(known.Status))
            {
                return;
            }

            said = said with
            {
                Tier = said.Tier ?? known.Tier,
                Credits = said.Credits ?? known.Credits,
                CreatedAt = said.CreatedAt ?? known.CreatedAt,
                UpdatedAt = said.UpdatedAt ?? known.UpdatedAt,
            };

            if (said == known)
            {
                return;
            }
        }

        _versions.Add(new JobVersion(one, said));
    }

    private IEnumerable<JobChange> Change()
    {
        for (var n = 0; n < _versions.Count; n++)
        {
            var (since, said) = _versions[n];
            var former = n == 0 ? null : _versions[n - 1];

            if (former?.Said.Status == said.Status)
            {
                continue;
            }

            var notBefore = former is null ? said.CreatedAt : former.Since.At;
            var isReported = said.UpdatedAt is { } updated && notBefore is { } earliest && updated >= earliest && updated <= since.At;

            yield return new JobChange(
                _versions[n], former?.Said.Status, notBefore, isReported ? said.UpdatedAt!.Value : since.At, isReported ? "REPORTED" : "OBSERVED");
        }
    }
}

/// <summary>A state that a job passed through, by the server's own record.</summary>
internal sealed record Passage(string Status, DateTimeOffset At);

/// <summary>When a job passed through its states, and the answer since which all of that is known.</summary>
internal sealed class TimesStory
{
    private static readonly string[] Statuses = ["PENDING", "THROTTLED", "RUNNING", "COMPLETED", "FAILED", "CANCELLED"];

    private readonly DateTimeOffset?[] _at = new DateTimeOffset?[Statuses.Length];

    public TimesStory(string jobId, IEnumerable<Told> told)
    {
        foreach (var one in told)
        {
            if (one.What is JobTimesObservation page && page.Times.Any(job => job.JobId == jobId))
            {
                Note(one.Seq, page.Times.Last(job => job.JobId == jobId));
            }
        }
    }

    public long Since { get; private set; }

    public DateTimeOffset? this[string status] => _at[Array.IndexOf(Statuses, status)];

    /// <summary>In the order in which they happened; at the same instant in the order of a job's life.</summary>
    public IReadOnlyList<Passage> Passages => [..
        Statuses.Where(status => this[status] is not null).Select(status => new Passage(status, this[status]!.Value)).OrderBy(passage => passage.At)];

    private void Note(long seq, JobTimes said)
    {
        DateTimeOffset?[] sent = [said.PendingAt, said.ThrottledAt, said.RunningAt, said.CompletedAt, said.FailedAt, said.CancelledAt];

        for (var n = 0; n < sent.Length; n++)
        {
            if (sent[n] is { } at && at != _at[n])
            {
                _at[n] = at;
                Since = seq;
            }
        }
    }
}
