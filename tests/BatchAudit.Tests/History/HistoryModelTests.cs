using System.Collections.Concurrent;
using System.Globalization;
using BatchAudit.Tests.History.Model;
using CsCheck;

namespace BatchAudit.Tests.History;

/// <summary>Random sequences of answers: after every one, every view says what a naive model says.</summary>
public sealed class HistoryModelTests : IDisposable
{
    private readonly ConcurrentBag<ReusedHistory> _histories = [];

    public void Dispose() => _histories.ToList().ForEach(history => history.Dispose());

    [Fact]
    public void Every_view_says_what_a_naive_model_says_after_every_answer() =>
        AnyStep.Sequence.Sample(Play, iter: Sequences(), threads: Environment.ProcessorCount, print: steps => string.Join('\n', steps));

    /// <summary>10,000 with every change; a nightly run asks for more.</summary>
    private static int Sequences() =>
        int.TryParse(Environment.GetEnvironmentVariable("BATCH_AUDIT_TEST_SEQUENCES"), CultureInfo.InvariantCulture, out var count) ? count : 10_000;

    private void Play(List<Step> steps)
    {
        var history = _histories.TryTake(out var free) ? free : new ReusedHistory();

        try
        {
            new Sequence(history).Play(steps);
        }
        finally
        {
            _histories.Add(history);
        }
    }
}
