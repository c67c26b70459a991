using BatchAudit.Collecting;

namespace BatchAudit.Tests.History.Model;

/// <summary>A time that cannot be read, and the answer since which the server sends just that.</summary>
internal sealed record Unread(string Kind, string OwnerId, string SubjectId, string Field, string Sent, long Since)
{
    public bool IsAbout((string Kind, string OwnerId, string SubjectId) about) => (Kind, OwnerId, SubjectId) == about;
}

/// <summary>The times that the newest answers have and that cannot be read, and the findings about them.</summary>
internal static class UnreadableModel
{
    public static IReadOnlyList<Unread> Now(Past past)
    {
        var now = new List<Unread>();

        foreach (var one in past.Everything)
        {
            foreach (var said in Said(one.What).GroupBy(said => said.About).Select(same => same.Last()))
            {
                var former = now.FindAll(time => time.IsAbout(said.About));
                now.RemoveAll(former.Contains);
                now.AddRange(said.Times.Select(time =>
                    former.Find(known => known.Field == time.Field && known.Sent == time.Sent)
                    ?? new Unread(said.About.Kind, said.About.OwnerId, said.About.SubjectId, time.Field, time.Sent, one.Seq)));
            }
        }

        return now;
    }

    /// <summary>One for all things of a kind that belong together; whose it is only where it is one thing's alone.</summary>
    public static IEnumerable<(string? BatchId, string? FileId, string? JobId, long Since)> Findings(Past past)
    {
        foreach (var same in Now(past).GroupBy(time => (time.Kind, time.OwnerId, time.Field)))
        {
            var since = same.Min(time => time.Since);
            var only = same.Count() == 1 ? same.First().SubjectId : null;

            if (same.Key.Kind is "directory" or "directory_file")
            {
                foreach (var batch in past.Batches.Where(batch => batch.DirectoryId == same.Key.OwnerId))
                {
                    yield return (batch.Id, same.Key.Kind == "directory_file" ? only : null, null, since);
                }
            }
            else
            {
                yield return (same.Key.Kind == "data_point" ? null : same.Key.OwnerId, null, same.Key.Kind == "batch" ? null : only, since);
            }
        }
    }

    private static IEnumerable<((string Kind, string OwnerId, string SubjectId) About, IReadOnlyList<UnreadableTime> Times)> Said(object what) => what switch
    {
        BatchObservation { Snapshot: var batch } => [(("batch", batch.BatchId, batch.BatchId), batch.UnreadableTimes)],
        JobsObservation page => page.Jobs.Where(job => job.Status != "NOT_FOUND").Select(job => (("job", page.BatchId, job.JobId), job.UnreadableTimes)),
        JobTimesObservation page => page.Times.Select(job => (("data_point", "", job.JobId), job.UnreadableTimes)),
        DirectoryObservation { Snapshot: { } directory } => [(("directory", directory.DirectoryId, directory.DirectoryId), directory.UnreadableTimes)],
        DirectoryFilesObservation page => page.Page.Files.Select(file => (("directory_file", page.Subject, file.FileId), file.UnreadableTimes)),
        _ => [],
    };
}
