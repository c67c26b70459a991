using BatchAudit.History;
using BatchAudit.Storing;
using BatchAudit.Tests.Files;

namespace BatchAudit.Tests.History.Contract;

/// <summary>A history in a SQLite file, held to all of it.</summary>
public sealed class SqliteHistoryContract : MaintenanceContract
{
    private readonly TemporaryFolder _folder = new();

    protected override IStore NewStore(StoreOptions options) => Stores.Open(_folder.File($"{Guid.NewGuid()}.db"), options);

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _folder.Dispose();
    }
}
