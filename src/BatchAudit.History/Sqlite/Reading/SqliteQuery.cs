using BatchAudit.Querying;
using BatchAudit.Reporting;

namespace BatchAudit.History.Sqlite;

/// <summary>A query over a history, answered by SQLite from the same views, over the same horizon, as the reports.</summary>
public sealed class SqliteQuery : IQueryResult
{
    private readonly SqliteReportSource _history;
    private readonly Query _query;
    private readonly WorkingTime _working;
    private QueryStatement? _first;
    private QueryRows? _rows;

    /// <exception cref="AuditException">The query cannot be answered, and says why.</exception>
    public SqliteQuery(SqliteReportSource history, Query query, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(query);
        _history = history;
        _query = query;
        _working = new WorkingTime(query.Timeout, time, cancellationToken);
        _first = Prepare();
        Report = new ReportDefinition("query", "row of the answer", AnswerColumns.Of(_first.Columns), []);
    }

    /// <summary>From now on SQLite takes no more memory in this process than a query may: for a program that answers one and ends.</summary>
    public static void BoundMemory() => QueryBounds.EnforceOnProcess();

    public ReportDefinition Report { get; }

    public bool IsCut => _rows?.IsCut ?? false;

    public ReportOrigin Origin => _history.Origin;

    public ReportRows Open(ReportDefinition report)
    {
        if (report != Report)
        {
            return _history.Open(report);
        }

#pragma warning disable CA2000 // The rows own their statement.
        return _rows = new QueryRows(Interlocked.Exchange(ref _first, null) ?? Prepare(), _query.Limit);
#pragma warning restore CA2000
    }

    public IReadOnlyList<Total> Totals() => _history.Totals();

    public IReadOnlyList<FindingCount> Findings() => _history.Findings();

    public void Dispose()
    {
        _first?.Dispose();
        _rows?.Dispose();
    }

    private QueryStatement Prepare()
    {
        var connection = _history.OpenAtHorizon();

        try
        {
            return HistoryFile.Guarded(connection.DataSource, () =>
            {
                QueryFunctions.AddTo(connection);
                QueryBounds.Enforce(connection);
                ReadingOnly.Enforce(connection);
                _working.Watch(connection);
                return new QueryStatement(connection, _query, _working);
            });
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
