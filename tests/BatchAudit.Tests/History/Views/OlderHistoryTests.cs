using System.Text;
using BatchAudit.History.Sqlite;
using BatchAudit.History.Views;
using BatchAudit.Reporting;
using BatchAudit.Tests.History.Fixtures;
using BatchAudit.Tests.History.Integrity;

namespace BatchAudit.Tests.History.Views;

/// <summary>A history has every report and column of the program that reads it, whichever program wrote it.</summary>
public sealed class OlderHistoryTests : IDisposable
{
    private readonly ReleasedHistory _history = new();

    public void Dispose() => _history.Dispose();

    [Fact]
    public void A_report_is_added_by_one_view_and_one_entry_of_the_catalog()
    {
        const string view = """
            -- How many files came to which end.
            create view outcomes as
            select outcome,
                   count(*) as files
              from file_jobs
             group by outcome
            """;
        var report = new ReportDefinition(
            "outcomes", "outcome", [new("outcome", ColumnKind.Word, "The end."), new("files", ColumnKind.Integer, "Files.")], ["outcome"]);

        Assert.Equal(["CANCELLED|8", "IN_PROGRESS|2", "JOB_FAILED|9", "MAPPING_FAILED|6", "OK|142", "UNKNOWN|3"], Rows(new ViewCatalog(ViewCatalog.Texts().Append(view)), report));
        AssertUntouched();
    }

    [Fact]
    public void A_column_is_added_in_its_view_and_in_the_entry_of_the_catalog()
    {
        var texts = ViewCatalog.Texts().Select(text => text.Replace("create view runs as\nselect r.run_id,", "create view runs as\nselect r.run_id * 10 as tenfold, r.run_id,", StringComparison.Ordinal));
        var report = ReportCatalog.Runs with { Columns = [.. ReportCatalog.Runs.Columns[..1], new("tenfold", ColumnKind.Integer, "Ten times run_id.")] };

        Assert.Equal(["1|10", "2|20", "3|30"], Rows(new ViewCatalog(texts), report));
        AssertUntouched();
    }

    [Fact]
    public void What_is_in_a_history_of_before_is_valid_and_stays_so_when_it_is_written_to()
    {
        Assert.Empty(TamperedHistory.Verify(_history.Path, []).Faults);

        var before = ReportCatalog.All.Select(report => Rows(ViewCatalog.BuiltIn, report)).ToList();
        _history.OpenToAppend();

        Assert.Equal(before, ReportCatalog.All.Select(report => Rows(ViewCatalog.BuiltIn, report)));
        Assert.Empty(TamperedHistory.Verify(_history.Path, []).Faults);
    }

    /// <summary>Neither migrated nor given the views: that is for whoever writes to it.</summary>
    private void AssertUntouched()
    {
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(_history.Path)!, "*.layout-*"));
        Assert.Empty(_history.Query("select name from sqlite_schema where name in ('outcomes', 'file_result_now')"));
    }

    private List<string> Rows(ViewCatalog views, ReportDefinition report)
    {
        using var rows = new SqliteReportSource(_history.Path, "1.0.0", null, views).Open(report);
        var lines = new List<string>();

        while (rows.Read())
        {
            lines.Add(string.Join('|', report.Columns.Select((_, n) => Encoding.UTF8.GetString(rows.Utf8(n)))));
        }

        return lines;
    }
}
