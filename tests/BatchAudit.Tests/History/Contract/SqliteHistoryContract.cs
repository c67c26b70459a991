using BatchAudit.History;
using BatchAudit.Storing;
using BatchAudit.Tests.Files;

namespace BatchAudit.Tests.History.Contract;

/// <summary>A history in a SQLite file, held to all that a store promises.</summary>
public sealed class SqliteHistoryContract : HistoryContract
{
    private readonly TemporaryFolder _folder = new();

    protected override string Place(string name) => _folder.File(name + ".db");

    protected override IStore OpenStore(string place, StoreOptions options) => Stores.Open(place, options);

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _folder.Dispose();
    }
}
