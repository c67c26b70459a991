namespace BatchAudit.Deriving;

/// <summary>What an answer about jobs of a batch changes.</summary>
internal static class JobDerivation
{
    /// <exception cref="ArgumentException">The batch was never observed.</exception>
    public static JobChanges Derive(long seq, string batchId, IReadOnlyList<JobSnapshot> jobs, IHeldFacts held, ErrorGroups errors)
    {
        var batch = held.Batch(batchId)
            ?? throw new ArgumentException($"Jobs of batch {batchId} cannot be kept before the batch itself.", nameof(batchId));
        var versions = new List<VersionChange<JobVersion>>();
        var notFound = new List<string>();
        var unreadable = new List<VersionChange<UnreadableTimeVersion>>();

        // A server that does not honour the ids it was asked for answers with anybody's jobs.
        foreach (var job in LatestAnswers.OfEach(jobs, job => job.JobId).Where(job => batch.Names(job.JobId)))
        {
            // That there is no such job says nothing of its times.
            if (job.Status != JobStatus.NotFound)
            {
                var owner = TimeOwner.Job(batchId, job.JobId);
                unreadable.AddRange(UnreadableTimeDerivation.Derive(seq, owner, job.UnreadableTimes, held.UnreadableTimes(owner)));
            }

            var known = batch.Job(job.JobId);
            var said = Complete(job, known?.Job);

            if (said.Status == JobStatus.NotFound)
            {
                notFound.Add(said.JobId);
            }

            if (said != known?.Job)
            {
                versions.Add(new(known, new JobVersion(seq, said, errors.Of("job", said.ErrorMessage))));
            }
        }

        return new JobChanges(seq, batchId, versions, notFound) { ErrorGroups = errors.Added, UnreadableTimes = unreadable };
    }

    /// <summary>
    /// What an answer leaves out it does not take back. A job that was seen to its end and is not found later has expired or was
    /// deleted: how it ended stays known.
    /// </summary>
    private static JobSnapshot Complete(JobSnapshot job, JobSnapshot? known) =>
        job.Status == JobStatus.NotFound && known is { } held && JobStatus.IsTerminal(held.Status)
            ? held
            : new JobSnapshot(
                job.JobId,
                job.Status,
                job.ErrorMessage,
                job.Tier ?? known?.Tier,
                job.Credits ?? known?.Credits,
                Milliseconds.Of(job.CreatedAt) ?? known?.CreatedAt,
                Milliseconds.Of(job.UpdatedAt) ?? known?.UpdatedAt);
}
