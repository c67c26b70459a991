using BatchAudit.Collecting;
using BatchAudit.Tests.History.Contract;

namespace BatchAudit.Tests.Collecting;

/// <summary>The history in memory, held to what a real one promises to a run.</summary>
public sealed class FakeHistoryContract : CollectingContract
{
    private readonly FakeHistory _history = new();

    protected override IHistory Open() => _history.Open();

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _history.Dispose();
    }
}
