using BatchAudit.Collecting;
using BatchAudit.Reporting;
using BatchAudit.Tests.Reports;
using Microsoft.Extensions.Time.Testing;

namespace BatchAudit.Tests.Collecting;

/// <summary>A run ends by its deadline, whatever it is at.</summary>
public sealed class DeadlineTests : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 5, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly Interruption _interruption = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("batch-audit-");

    private static CollectRequest Request { get; } = new()
    {
        BatchIds = [],
        Selection = "none",
        ToolVersion = "1",
        BaseUrl = "https://llama.invalid",
        Concurrency = 1,
    };

    [Fact]
    public async Task Reports_that_are_not_written_a_moment_after_the_deadline_are_given_up()
    {
        var writer = new EndlessWriter();
        var running = ExportAsync(writer);
        await writer.Begun.WaitAsync(TestContext.Current.CancellationToken);

        _time.Advance(10 * Second);
        Assert.False(running.IsCompleted);
        _time.Advance(1.5 * Second);
        var summary = await running;

        Assert.Equal((ExitCode.Done, ExitCode.Unreachable, FailureKind.Deadline), (summary.Collected.ExitCode, summary.ExitCode, summary.ReportFailure?.Kind));
        Assert.Null(summary.Source);
    }

    [Fact]
    public async Task An_interruption_ends_the_reports_at_once()
    {
        var writer = new EndlessWriter();
        var running = ExportAsync(writer);
        await writer.Begun.WaitAsync(TestContext.Current.CancellationToken);

        _interruption.Ask(ExitCode.Interrupted);

        var summary = await running;

        Assert.Equal((ExitCode.Done, ExitCode.Interrupted), (summary.Collected.ExitCode, summary.ExitCode));
        Assert.Null(summary.Source);
    }

    [Theory]
    [InlineData(5, 0, 0, 5)]
    [InlineData(5, 2, 0, 3)]
    [InlineData(5, 2, -1, 2)]
    [InlineData(5, 9, 1.5, 0)]
    public void The_time_that_is_left_counts_from_the_beginning_of_the_command(double deadline, double passed, double more, double expected)
    {
        var request = Request with { Deadline = deadline * Second, Begun = _time.GetTimestamp() };
        _time.Advance(passed * Second);

        Assert.Equal(expected * Second, request.TimeLeft(_time, more * Second));
        Assert.Equal(Timeout.InfiniteTimeSpan, (request with { Deadline = null }).TimeLeft(_time, more * Second));
    }

    [Fact]
    public async Task Who_waits_for_a_lock_tries_until_the_wait_is_over_and_says_so_once()
    {
        var told = 0;
        var tries = 0;
        var wait = new LockWait(Second, new ImpatientTime(), _ => told++);

        var held = await Assert.ThrowsAsync<AuditException>(() => wait.OpenAsync(Held, CancellationToken.None));

        Assert.Equal((FailureKind.Locked, 1, 6), (held.Kind, told, tries));

        IHistory Held()
        {
            tries++;
            throw new AuditException(FailureKind.Locked, "Another run is writing.");
        }
    }

    [Fact]
    public void Waits_grow_to_the_longest_or_stay_as_they_are_told()
    {
        Assert.Equal([10, 15, 22.5, 33.75, 50.625, 60, 60], Waits(Polling.Default, 7));
        Assert.Equal([5, 5, 5], Waits(Polling.Every(5 * Second), 3));
    }

    public void Dispose()
    {
        _interruption.Dispose();
        _folder.Delete(recursive: true);
    }

    private static IEnumerable<double> Waits(Polling polling, int count)
    {
        for (var (wait, n) = (polling.First, 0); n < count; wait = polling.After(wait), n++)
        {
            yield return wait.TotalSeconds;
        }
    }

    private Task<ExportSummary> ExportAsync(IReportWriter writer) =>
        new ExportBatches(new CollectBatches(new FakeSource(_time), new FakeHistory(), _time), () => new CellSource(Enumerable.Empty<object?[]>()), _time).RunAsync(
            Request with { Deadline = 10 * Second },
            new ReportRequest([], [writer], _folder.FullName),
            _interruption);

    private sealed class EndlessWriter : IReportWriter
    {
        private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string Format => "endless";

        public string MediaType => "text/plain";

        public Task Begun => _begun.Task;

        public IReadOnlyList<WrittenFile> Write(ReportOrder order, CancellationToken cancellationToken)
        {
            _begun.SetResult();
            cancellationToken.WaitHandle.WaitOne();
            throw new OperationCanceledException(cancellationToken);
        }
    }
}
