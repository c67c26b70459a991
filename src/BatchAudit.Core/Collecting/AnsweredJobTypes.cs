namespace BatchAudit.Collecting;

/// <summary>Of which types a run was answered about jobs, and since when there are such: all that it keeps of them.</summary>
internal sealed class AnsweredJobTypes
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, DateTimeOffset?> _oldest = new(StringComparer.Ordinal);

    /// <summary>When the oldest job of each type was created; null when no answer said so.</summary>
    public IReadOnlyCollection<KeyValuePair<string, DateTimeOffset?>> Oldest
    {
        get
        {
            lock (_lock)
            {
                return [.. _oldest];
            }
        }
    }

    public void Add(string jobType, IReadOnlyList<JobSnapshot> jobs)
    {
        var oldest = jobs.Min(job => job.CreatedAt);

        lock (_lock)
        {
            var known = _oldest.GetValueOrDefault(jobType);
            _oldest[jobType] = known < oldest ? known : oldest ?? known;
        }
    }
}
