using System.Security.Cryptography;
using BatchAudit.History.Sqlite;
using BatchAudit.History.Views;
using BatchAudit.Reporting;
using BatchAudit.Tests.History.Fixtures;
using BatchAudit.Tests.History.Integrity;

namespace BatchAudit.Tests.History.Views;

/// <summary>Views in a file: written for other programs, and never read by this one.</summary>
public sealed class StoredViewsTests : IDisposable
{
    private readonly ReleasedHistory _history = new();

    public void Dispose() => _history.Dispose();

    [Theory]
    [InlineData("drop view runs; create view runs as select 7 as run_id")]
    [InlineData("drop view runs; create view RUNS as select no_such_column from no_such_table")]
    [InlineData("drop view runs; drop view batch_now; create view batch_now as select * from batch_state")]
    [InlineData("drop view horizon; create view horizon as select 0 as seq; drop view job_gone; create view job_gone as select 1 as batch_key, 'x' as job_id")]
    public void A_forged_or_older_view_is_neither_run_nor_damage_and_is_renewed_by_the_next_who_writes(string forgery)
    {
        var files = Read(ReportCatalog.FileJobs);
        _history.Execute(forgery);

        Assert.Equal(3, Read(ReportCatalog.Runs));
        Assert.Equal(170, files);
        Assert.Equal(170, Read(ReportCatalog.FileJobs));
        Assert.Equal(ReportCatalog.Runs.Columns.Select(column => column.Name), QueryableViews.Read(_history.Path).Single(view => view.Name == "runs").Columns);
        Assert.NotEqual(0, Timeline());
        Assert.Equal("valid but unanchored", TamperedHistory.Verify(_history.Path, []).Verdict);

        _history.OpenToAppend();

        Assert.Equal(Expected(), _history.Query("select sql from sqlite_schema where type = 'view' order by name"));
        Assert.Equal(["1", "2", "3"], _history.Query("select run_id from runs order by run_id"));
        Assert.Equal(["170"], _history.Query("select count(*) from file_jobs"));
    }

    [Fact]
    public void Whoever_makes_a_history_puts_the_views_into_it()
    {
        var path = _history.Path + ".new";
        SqliteHistory.Open(path).Dispose();
        File.Move(path, _history.Path, overwrite: true);

        Assert.Equal(Expected(), _history.Query("select sql from sqlite_schema where type = 'view' order by name"));
    }

    [Fact]
    public void A_history_that_has_the_programs_views_is_not_written_to()
    {
        _history.OpenToAppend();
        var before = SHA256.HashData(File.ReadAllBytes(_history.Path));

        _history.OpenToAppend();

        Assert.Equal(before, SHA256.HashData(File.ReadAllBytes(_history.Path)));
    }

    [Fact]
    public void Views_of_others_are_left_alone_even_where_they_stand_in_the_way()
    {
        _history.Execute("create view my_own as select run_id from run; create view \"A 'view' of \"\"mine\"\"\" as select * from nowhere; drop view totals; create table totals (mine)");

        _history.OpenToAppend();

        Assert.Equal(["1", "2", "3"], _history.Query("select run_id from my_own order by run_id"));
        Assert.Equal(["A 'view' of \"mine\""], _history.Query("select name from sqlite_schema where name like 'A ''view''%'"));
        Assert.Equal(["table"], _history.Query("select type from sqlite_schema where name = 'totals'"));
        Assert.NotEmpty(new SqliteReportSource(_history.Path, "1.0.0").Totals());
        Assert.Equal("broken at schema", TamperedHistory.Verify(_history.Path, []).Verdict);
    }

    [Fact]
    public void Views_of_others_do_not_keep_a_history_from_being_migrated()
    {
        _history.Execute("create view \"A 'view' of \"\"mine\"\"\" as select * from nowhere; create trigger \"my own\" instead of insert on runs begin select 1; end");

        new Migrations(["alter table run add column host text"]).BringUpToDate(_history.Path);

        Assert.Equal(Expected(), _history.Query("select sql from sqlite_schema where type = 'view' order by name"));
    }

    private static IEnumerable<string> Expected() =>
        ViewCatalog.BuiltIn.InOrder.OrderBy(view => view.Name, StringComparer.Ordinal).Select(view => $"CREATE VIEW {view.Definition}");

    private int Read(ReportDefinition report)
    {
        using var rows = new SqliteReportSource(_history.Path, "1.0.0").Open(report);
        return Count(rows);
    }

    private int Timeline()
    {
        using var rows = new SqliteTimeline(_history.Path, _history.Query("select min(batch_id) from batch").Single(), withJobs: true).Open(BatchAudit.Reporting.Timeline.Report);
        return Count(rows);
    }

    private static int Count(ReportRows rows)
    {
        var count = 0;

        while (rows.Read())
        {
            count++;
        }

        return count;
    }
}
