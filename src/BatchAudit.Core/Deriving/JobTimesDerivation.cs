namespace BatchAudit.Deriving;

/// <summary>What data points change: when jobs passed through their states.</summary>
internal static class JobTimesDerivation
{
    public static JobTimesChanges Derive(long seq, IReadOnlyList<JobTimes> times, IHeldFacts held)
    {
        var versions = new List<VersionChange<JobTimesVersion>>();
        var unreadable = new List<VersionChange<UnreadableTimeVersion>>();

        foreach (var job in LatestAnswers.OfEach(times, job => job.JobId))
        {
            var owner = TimeOwner.DataPoint(job.JobId);
            var version = held.JobTimes(job.JobId);
            var known = version?.Times ?? new JobTimes(job.JobId, null, null, null, null, null, null);
            var said = Complete(job, known);

            // A data point without a single time is none.
            if (said != known)
            {
                versions.Add(new(version, new JobTimesVersion(seq, said)));
            }

            unreadable.AddRange(UnreadableTimeDerivation.Derive(seq, owner, job.UnreadableTimes, held.UnreadableTimes(owner)));
        }

        return new JobTimesChanges(seq, versions) { UnreadableTimes = unreadable };
    }

    /// <summary>What an answer leaves out it does not take back.</summary>
    private static JobTimes Complete(JobTimes job, JobTimes known) => new(
        job.JobId,
        Milliseconds.Of(job.PendingAt) ?? known.PendingAt,
        Milliseconds.Of(job.ThrottledAt) ?? known.ThrottledAt,
        Milliseconds.Of(job.RunningAt) ?? known.RunningAt,
        Milliseconds.Of(job.CompletedAt) ?? known.CompletedAt,
        Milliseconds.Of(job.FailedAt) ?? known.FailedAt,
        Milliseconds.Of(job.CancelledAt) ?? known.CancelledAt);
}
