using BatchAudit.History.Views;
using BatchAudit.Listening;
using BatchAudit.Reporting;
using Dapper;
using Microsoft.Data.Sqlite;

namespace BatchAudit.History.Sqlite;

/// <summary>
/// The history as reports see it. The state is pinned by a horizon: each pass opens its own connection, with the program's views over
/// a horizon of its own, so what is stored meanwhile is not seen.
/// </summary>
public sealed class SqliteReportSource : IReportSource
{
    private readonly string _path;
    private readonly ViewCatalog _views;
    private readonly Lazy<IReadOnlyList<Total>> _totals;
    private readonly Lazy<IReadOnlyList<FindingCount>> _findings;
    private readonly Lazy<IReportSource?> _previous;

    /// <param name="viewpoint">Null for all there is.</param>
    /// <exception cref="AuditException">There is no history, it cannot be read by this program, or it has nothing at that point.</exception>
    public SqliteReportSource(string path, string toolVersion, Viewpoint? viewpoint = null)
        : this(path, toolVersion, viewpoint, ViewCatalog.BuiltIn)
    {
    }

    internal SqliteReportSource(string path, string toolVersion, Viewpoint? viewpoint, ViewCatalog views)
    {
        _path = path;
        _views = views;
        _totals = new Lazy<IReadOnlyList<Total>>(ReadTotals);
        _findings = new Lazy<IReadOnlyList<FindingCount>>(ReadFindings);
        _previous = new Lazy<IReportSource?>(OpenPrevious);
        using var connection = HistoryFile.OpenToRead(path);
        Origin = HistoryFile.Guarded(path, () => Horizon.Find(connection, toolVersion, viewpoint ?? Viewpoint.Newest));
    }

    public ReportOrigin Origin { get; }

    public IReportSource? Previous => _previous.Value;

    public ReportRows Open(ReportDefinition report)
    {
        var columns = string.Join(", ", report.Columns.Select(column => column.Name));
        var connection = OpenAtHorizon();

        try
        {
            return HistoryFile.Guarded(_path, () => new SqliteReportRows(_path, connection, $"select {columns} from {report.View} {RowOrder.Of(report)}"));
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private SqliteReportSource? OpenPrevious()
    {
        using var connection = HistoryFile.OpenToRead(_path);

        // Where the run before the newest one ended, if it did: a run of webhooks in between belongs to what is new.
        const string sql = $"""
            with night as (select run_id from run where seq <= @Sequence and selection not like '{WebhookSelection.Beginning}%' order by run_id desc limit 2)
            select min(r.seq) - 1
              from run r
             where (select count(*) from night) = 2
               and r.run_id > (select min(run_id) from night)
            """;

        return HistoryFile.Guarded(_path, () => connection.QuerySingle<long?>(sql, new { Origin.Sequence })) is { } seq
            ? new SqliteReportSource(_path, Origin.ToolVersion, Origin.Viewpoint with { AsOf = AsOf.Observation(seq) }, _views)
            : null;
    }

    public IReadOnlyList<Total> Totals() => _totals.Value;

    private List<Total> ReadTotals()
    {
        using var connection = OpenAtHorizon();
        return HistoryFile.Guarded(_path, () => connection.Query<Total>(
            "select section, name, value, meaning from totals order by position, value desc, name").AsList());
    }

    public IReadOnlyList<FindingCount> Findings() => _findings.Value;

    private IReadOnlyList<FindingCount> ReadFindings()
    {
        if (Previous is { } previous)
        {
            return FindingChanges.Between(previous, this).Counts;
        }

        using var connection = OpenAtHorizon();

        return HistoryFile.Guarded(_path, () =>
        {
            // Not mapped by Dapper: without a row, SQLite knows no types of a view's columns, and no constructor would fit.
            using var rows = connection.ExecuteReader(
                "select rule, severity, count(*) from findings group by rule, severity order by rule, severity");
            var counts = new List<FindingCount>();

            while (rows.Read())
            {
                counts.Add(new FindingCount(rows.GetString(0), rows.GetString(1), rows.GetInt64(2)));
            }

            return counts;
        });
    }

    /// <summary>A connection that reads only, and to which the views say what they said then.</summary>
    internal SqliteConnection OpenAtHorizon() => TemporaryViews.Open(_path, Origin.Sequence, Origin.Viewpoint.Thresholds, _views);
}
