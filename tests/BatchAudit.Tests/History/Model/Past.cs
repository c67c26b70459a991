using BatchAudit.Collecting;

namespace BatchAudit.Tests.History.Model;

/// <summary>
/// All that the history was told up to some observation, and the plain questions about it. Everything is worked out the slow and
/// plain way: nothing is kept but the list, and every answer comes from walking through it.
/// </summary>
internal sealed class Past
{
    private readonly IReadOnlyList<Told> _told;

    public Past(IReadOnlyList<Told> told)
    {
        _told = told;
        Batches = [.. Answers().GroupBy(answer => answer.Said.BatchId).Select(batch => new BatchStory([.. batch]))];
        Directories = [.. _told.Select(DirectoryOf).OfType<string>().Distinct()
            .Select(id => new DirectoryStory(id, _told.Where(one => DirectoryOf(one) == id)))];
        Jobs = Batches.ToDictionary(batch => batch.Id, batch => JobsOf(batch.Id));
        Files = [.. Batches.SelectMany(batch => batch.Rows.Select(row => new FileFate(this, batch, row)))];
    }

    public IReadOnlyList<BatchStory> Batches { get; }

    public IReadOnlyList<DirectoryStory> Directories { get; }

    /// <summary>The jobs that were answered about, by batch.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<JobStory>> Jobs { get; }

    /// <summary>The rows that stand in the results of all batches.</summary>
    public IReadOnlyList<FileFate> Files { get; }

    public IReadOnlyList<Told> Everything => _told;

    public Told Newest => _told[^1];

    public IEnumerable<(Told Told, RunBegun Run)> Runs => _told.Where(one => one.What is RunBegun).Select(one => (one, (RunBegun)one.What));

    /// <summary>The same past as it was when the history held only so many observations.</summary>
    public Past AsOf(long seq) => new([.. _told.Take((int)seq)]);

    public DateTimeOffset At(long seq) => _told[(int)seq - 1].At;

    public DirectoryStory? Directory(string? directoryId) => Directories.FirstOrDefault(directory => directory.DirectoryId == directoryId);

    public DirectoryFileSnapshot? File(string? directoryId, string fileId) =>
        Directory(directoryId)?.Files.Where(file => file.FileId == fileId).Select(file => (DirectoryFileSnapshot?)file).FirstOrDefault();

    public JobStory? Job(string batchId, string? jobId) => Jobs[batchId].FirstOrDefault(job => job.JobId == jobId);

    public TimesStory Times(string jobId) => new(jobId, _told);

    private IEnumerable<BatchTold> Answers() =>
        _told.Where(one => one.What is BatchObservation).Select(one => new BatchTold(one.Seq, one.At, ((BatchObservation)one.What).Snapshot));

    private IReadOnlyList<JobStory> JobsOf(string batchId) => [..
        _told.Select(one => one.What).OfType<JobsObservation>().Where(page => page.BatchId == batchId)
            .SelectMany(page => page.Jobs).Select(job => job.JobId).Distinct()
            .Select(jobId => new JobStory(batchId, jobId, _told))];

    private static string? DirectoryOf(Told one) => one.What is DirectoryObservation or DirectoryFilesObservation ? ((Observation)one.What).Subject : null;
}
