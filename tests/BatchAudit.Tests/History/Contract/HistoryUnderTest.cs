using System.Text;
using BatchAudit.Collecting;
using BatchAudit.Integrity;

namespace BatchAudit.Tests.History.Contract;

/// <summary>
/// A history and what is stored in it, over the ports alone: words that the contracts are written in. Every answer comes a second
/// after the one before it.
/// </summary>
public abstract class HistoryUnderTest : IDisposable
{
    protected static readonly DateTimeOffset Midnight = HistoryFixture.Midnight;

    private readonly RememberedAnswers _answers = new();
    private IHistory? _history;
    private DateTimeOffset _now = Midnight;

    /// <summary>Reads again whatever was stored here.</summary>
    protected IStoredAnswers Answers => _answers;

    /// <summary>The open history.</summary>
    protected IHistory History => _history ??= Open();

    protected long RunId { get; private set; }

    protected DateTimeOffset Now => _now;

    /// <summary>The same history each time, empty at first.</summary>
    protected abstract IHistory Open();

    protected long Begin(string selection = "--all")
    {
        RunId = History.BeginRun(new RunStart(Tick(), "1.0.0", "https://example.test", selection));
        return RunId;
    }

    protected void End(ExitCode exitCode = ExitCode.Done) => History.EndRun(RunId, Tick(), new RunCounts(1, 1, 0, 0, 0, 0, new CallCount(1, 0)), (int)exitCode);

    /// <summary>Lets go of the history, which is opened again when it is next asked for.</summary>
    protected void Close()
    {
        _history?.Dispose();
        _history = null;
    }

    protected void Pass(TimeSpan span) => _now += span;

    /// <returns>Whether it was news.</returns>
    protected bool Keep(Observation observation) => KeepAll(observation)[0];

    protected IReadOnlyList<bool> KeepAll(params Observation[] observations)
    {
        BeginOnce();

        foreach (var observation in observations)
        {
            Remembered(observation);
        }

        return History.Append(RunId, observations);
    }

    /// <summary>Can be read again wherever it is stored.</summary>
    protected Observation Remembered(Observation observation)
    {
        _answers.Remember(observation);
        return observation;
    }

    protected BatchObservation Of(BatchSnapshot batch) => BatchObservation.Of(Answer(batch, $"{batch}{string.Join('\n', batch.Results)}"));

    protected JobsObservation PageOf(string batchId, params JobSnapshot[] jobs) =>
        JobsObservation.OfPage(batchId, "parse_v2", Answer<IReadOnlyList<JobSnapshot>>(jobs, string.Join('\n', jobs)));

    protected JobsObservation Alone(string batchId, JobSnapshot job) => JobsObservation.OfOne(batchId, "parse_v2", Answer(job, job.ToString()));

    protected JobsObservation Missing(string batchId, string jobId) => JobsObservation.OfMissing(batchId, jobId, NotFound, Next());

    protected DirectoryObservation Of(DirectorySnapshot directory) => DirectoryObservation.Of(Answer(directory, directory.ToString()));

    protected DirectoryObservation NoDirectory(string directoryId) => DirectoryObservation.OfMissing(directoryId, NotFound, Next());

    protected DirectoryFilesObservation FilesOf(string directoryId, bool isLast, params DirectoryFileSnapshot[] files) =>
        DirectoryFilesObservation.Of(directoryId, Answer(new DirectoryFilesPage(files, isLast), string.Join('\n', files)));

    protected JobTimesObservation TimesOf(params JobTimes[] times) =>
        JobTimesObservation.Of("parse_v2", Answer<IReadOnlyList<JobTimes>>(times, string.Join('\n', times)));

    protected FailureObservation FailureOf(string batchId) => FailureObservation.Of(batchId, new AuditException(FailureKind.Unreachable, "no answer"), Next());

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) => Close();

    private static AuditException NotFound => new(FailureKind.NotFound, "There is none.") { Body = "{}"u8.ToArray() };

    private Answer<T> Answer<T>(T value, string body) => new(value, Encoding.UTF8.GetBytes(body), Next());

    private DateTimeOffset Tick() => _now += TimeSpan.FromSeconds(1);

    /// <summary>No answer is older than its run.</summary>
    private DateTimeOffset Next()
    {
        BeginOnce();
        return Tick();
    }

    private void BeginOnce()
    {
        if (RunId == 0)
        {
            Begin();
        }
    }

    /// <summary>Stands in for a parser: what was stored with these bytes is what they say.</summary>
    private sealed class RememberedAnswers : IStoredAnswers
    {
        private readonly Dictionary<(string Kind, string Subject, string? Sha256), Observation> _known = [];

        public void Remember(Observation observation) => _known[(observation.Kind, observation.Subject, observation.Payload?.Sha256)] = observation;

        public Observation Read(StoredAnswer answer) =>
            _known[(answer.Kind, answer.Subject, answer.PayloadSha256)] with { ObservedAt = answer.ObservedAt, Payload = answer.Payload };
    }
}
