using System.Globalization;
using System.Text;
using BatchAudit.Collecting;
using BatchAudit.History;
using BatchAudit.Querying;
using BatchAudit.Reporting;
using BatchAudit.Storing;
using static BatchAudit.Tests.History.HistoryFixture;

namespace BatchAudit.Tests.History.Contract;

/// <summary>What a store promises to whoever reads it: the same rows by report, query and timeline, from the viewpoint that was asked for.</summary>
public abstract class ReportingContract : CollectingContract
{
    private const string FilesSql = "select source_directory_file_id, job_id from file_jobs order by 1";

    private IStore? _store;

    /// <summary>Of the history that the test is about.</summary>
    protected IStore Store => _store ??= StoreAt(Place("history"));

    /// <summary>By which version of the derivation whatever is opened from now on derives. Histories of the first say nothing of it.</summary>
    protected int Derivation
    {
        get;
        set
        {
            Close();
            _store = null;
            field = value;
        }
    } = 1;

    /// <summary>The address of a history, the same for the same name. There is none at first.</summary>
    protected abstract string Place(string name);

    protected abstract IStore OpenStore(string place, StoreOptions options);

    protected IStore StoreAt(string place) =>
        OpenStore(place, new StoreOptions { ToolVersion = "1.0.0", Answers = Answers, DerivationVersion = Derivation });

    protected sealed override IHistory Open() => Store.OpenToAppend();

    [Fact]
    public void To_have_a_store_opens_and_makes_nothing()
    {
        Assert.False(string.IsNullOrEmpty(Store.Name));
        Assert.False(Store.IsLocked);
        Assert.True(Store.FilePath is null || !File.Exists(Store.FilePath));
    }

    [Fact]
    public void Where_there_is_no_history_nothing_is_held_and_nothing_can_be_read()
    {
        using (var held = Store.OpenHeld())
        {
            Assert.Equal((null, null), (held.Find("bat-1"), held.LastAsked("bat-1")));
        }

        using var watched = Store.OpenWatched();

        foreach (var read in (Action[])
                 [
                     () => Store.OpenReports(Viewpoint.Newest), () => Query("select 1"), () => Store.ReadViews(), () => Store.OpenTimeline("bat-1", withJobs: false),
                     () => watched.Find("bat-1"),
                 ])
        {
            Assert.Equal(FailureKind.History, Assert.Throws<AuditException>(read).Kind);
        }

        Assert.True(Store.FilePath is null || !File.Exists(Store.FilePath));
    }

    [Fact]
    public void What_is_held_and_watched_can_be_looked_up_while_a_run_writes()
    {
        Keep(Of(Batch("RUNNING", Mapped("dfl-1", "pjb-1"), Unmapped("dfl-2", "no such type"), Mapped("dfl-3", "pjb-3"))));
        using var held = Store.OpenHeld();
        using var watched = Store.OpenWatched();
        Keep(PageOf("bat-1", Job("pjb-1", "COMPLETED"), Job("pjb-3", "RUNNING")));

        Assert.Equal(History.Find("bat-1"), held.Find("bat-1"));
        Assert.Equal(["pjb-1"], held.FindJobs("bat-1").Over);
        Assert.Equal(new WatchedBatch("bat-1", "RUNNING", Files: 3, Ok: 1, Failed: 1, InProgress: 1, Unknown: 0), watched.Find("bat-1"));
        Assert.Null(watched.Find("bat-2"));
    }

    [Fact]
    public void Reports_stay_at_the_state_that_they_were_opened_at()
    {
        Keep(Of(Batch("RUNNING", Mapped("dfl-1", "pjb-1"))));
        var source = Store.OpenReports(Viewpoint.Newest);
        Keep(Of(Batch("COMPLETED", Mapped("dfl-1", "pjb-9"), Mapped("dfl-2", "pjb-2"))));

        Assert.Equal(["RUNNING dfl-1 pjb-1"], Files(source));
        Assert.Equal(["COMPLETED dfl-1 pjb-9", "COMPLETED dfl-2 pjb-2"], Files(Store.OpenReports(Viewpoint.Newest)));
    }

    [Fact]
    public void A_viewpoint_is_an_observation_the_end_of_a_run_or_a_time()
    {
        Keep(Of(Batch("RUNNING", Mapped("dfl-1", "pjb-1"))));
        var then = Now;
        End();
        Begin();
        Keep(Of(Batch("COMPLETED", Mapped("dfl-2", "pjb-2"))));
        End();

        string[] first = ["RUNNING dfl-1 pjb-1"];
        Assert.Equal(first, Files(At(AsOf.Observation(2))));
        Assert.Equal(first, Files(At(AsOf.EndOfRun(1))));
        Assert.Equal(first, Files(At(AsOf.Instant(then))));
        Assert.Equal(["COMPLETED dfl-2 pjb-2"], Files(At(AsOf.EndOfRun(2))));
        Assert.Empty(Files(At(AsOf.Observation(1))));

        Assert.Equal((2, then, 1), (At(AsOf.Observation(2)).Origin.Sequence, At(AsOf.Observation(2)).Origin.AsOf, At(AsOf.Observation(2)).Origin.RunId));
        Assert.Equal((6, "1.0.0"), (Store.OpenReports(Viewpoint.Newest).Origin.Sequence, Store.OpenReports(Viewpoint.Newest).Origin.ToolVersion));
        Assert.Equal(At(AsOf.Observation(1)).Origin.ChainHead, At(AsOf.Observation(2)).Origin.HistoryId);
    }

    [Fact]
    public void Where_the_history_has_nothing_no_viewpoint_can_be()
    {
        Keep(Of(Batch("RUNNING")));

        foreach (var nowhere in (AsOf[])[AsOf.Observation(0), AsOf.Observation(3), AsOf.EndOfRun(2), AsOf.Instant(Midnight)])
        {
            Assert.Equal(FailureKind.Usage, Assert.Throws<AuditException>(() => At(nowhere)).Kind);
        }
    }

    [Fact]
    public void A_file_that_went_and_returned_was_first_seen_when_it_first_came()
    {
        var both = Batch("RUNNING", Mapped("dfl-1", "pjb-1"), Mapped("dfl-2", "pjb-2"));
        var first = Of(both);
        KeepAll(first, Of(Batch("RUNNING", Mapped("dfl-2", "pjb-2"))), Of(both));

        Assert.Equal(["RUNNING dfl-2 pjb-2"], Files(At(AsOf.Observation(3))));
        Assert.Equal(
            [$"dfl-1 {UtcText.Of(first.ObservedAt)}", $"dfl-2 {UtcText.Of(first.ObservedAt)}"],
            Rows(Store.OpenReports(Viewpoint.Newest), ReportCatalog.FileJobs, "source_directory_file_id", "first_seen_at"));
        var told = Rows(Store.OpenTimeline("dfl-1", withJobs: false), Timeline.Report, "before", "after");
        Assert.Equal(["LISTED GONE", "GONE RETURNED"], told.Where(row => row.Contains("GONE", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_query_says_what_the_reports_say_from_the_same_viewpoint()
    {
        Keep(Of(Batch("RUNNING", Mapped("dfl-1", "pjb-1"))));
        Keep(Of(Batch("RUNNING", Mapped("dfl-2", "pjb-2"))));

        Assert.Equal(["dfl-2 pjb-2"], Query(FilesSql));
        Assert.Equal(["dfl-1 pjb-1"], Query(FilesSql, AsOf.Observation(2)));
    }

    [Fact]
    public void A_query_takes_parameters_and_says_when_its_limit_cut_it()
    {
        Keep(Of(Batch("RUNNING", Mapped("dfl-1", "pjb-1"), Mapped("dfl-2", "pjb-2"))));
        var query = new Query("select job_id from file_jobs where source_directory_file_id >= :from order by 1")
        {
            Parameters = new Dictionary<string, string> { ["from"] = "dfl-1" },
            Limit = 1,
        };
        using var result = Store.OpenQuery(Viewpoint.Newest, query, CancellationToken.None);

        Assert.Equal(["pjb-1"], Rows(result, result.Report, "job_id"));
        Assert.True(result.IsCut);
    }

    [Theory]
    [InlineData("select no_such_column from file_jobs")]
    [InlineData("delete from batch")]
    [InlineData("create table mine (n integer)")]
    [InlineData("select 1; select 2")]
    [InlineData("")]
    public void A_query_that_is_none_or_that_would_write_is_refused(string sql)
    {
        Keep(Of(Batch("RUNNING")));

        Assert.Equal(FailureKind.Usage, Assert.Throws<AuditException>(() => Query(sql)).Kind);
        Assert.Equal(["1"], Query("select count(*) from batches"));
    }

    [Fact]
    public void Every_report_is_a_view_that_a_query_can_read()
    {
        Begin();
        var views = Store.ReadViews();

        Assert.Equal(ReportCatalog.All, views.Take(ReportCatalog.All.Length).Select(view => view.Report));
        Assert.All(views.Skip(ReportCatalog.All.Length), view => Assert.Null(view.Report));
        Assert.All(ReportCatalog.All.Zip(views), pair => Assert.Equal(pair.First.Columns.Select(column => column.Name), pair.Second.Columns));
        Assert.All(views, view => Query($"select * from {view.Name}"));
    }

    [Fact]
    public void A_timeline_is_of_a_batch_a_job_or_a_file_that_is_known()
    {
        Keep(Of(Batch("RUNNING", Mapped("dfl-1", "pjb-1"))));
        Keep(PageOf("bat-1", Job("pjb-1", "COMPLETED")));

        foreach (var id in (string[])["bat-1", "pjb-1", "dfl-1"])
        {
            Assert.NotEmpty(Rows(Store.OpenTimeline(id, withJobs: true), Timeline.Report, "batch_id"));
        }

        Assert.Equal(FailureKind.Usage, Assert.Throws<AuditException>(() => Store.OpenTimeline("bat-2", withJobs: false)).Kind);
    }

    [Fact]
    public void What_is_new_is_told_against_what_the_newest_run_found()
    {
        Keep(Of(Batch("COMPLETED", Unmapped("dfl-1", "no such type"))));
        End();
        Assert.Null(Store.OpenReports(Viewpoint.Newest).Previous);
        Begin();
        Keep(Of(Batch("COMPLETED", Unmapped("dfl-1", "no such type"), Unmapped("dfl-2", "no such type"))));

        var source = Store.OpenReports(Viewpoint.Newest);

        Assert.Equal(AsOf.EndOfRun(1).RunId, source.Previous!.Origin.RunId);
        Assert.Empty(Files(source.Previous).Except(Files(At(AsOf.EndOfRun(1)))));
        Assert.Equal((2L, 1L), source.Findings().Where(found => found.Rule == "MAPPING_ERROR").Select(found => (found.Count, found.New ?? 0)).Single());
        Assert.Contains(source.Totals(), total => total is { Section: "Files", Value: 2 });
    }

    protected IReportSource At(AsOf asOf) => Store.OpenReports(new Viewpoint(Thresholds.Default, asOf));

    protected static List<string> Files(IReportSource source) =>
        Rows(source, ReportCatalog.FileJobs, "batch_status", "source_directory_file_id", "job_id");

    /// <summary>Rows in their order, the cells of these columns with a space between.</summary>
    protected static List<string> Rows(IRowSource source, ReportDefinition report, params string[] columns)
    {
        var found = new List<string>();
        using var rows = source.Open(report);

        while (rows.Read())
        {
            found.Add(string.Join(' ', columns.Select(name => report.Columns.Single(column => column.Name == name)).Select(column => Cell(rows, report.Columns.IndexOf(column), column.Kind))));
        }

        return found;
    }

    private List<string> Query(string sql, AsOf? asOf = null)
    {
        using var result = Store.OpenQuery(new Viewpoint(Thresholds.Default, asOf), new Query(sql), CancellationToken.None);
        return Rows(result, result.Report, [.. result.Report.Columns.Select(column => column.Name)]);
    }

    private static string Cell(ReportRows rows, int column, ColumnKind declared) => rows.KindOf(column, declared) switch
    {
        ColumnKind.Integer or ColumnKind.Flag => rows.Integer(column).ToString(CultureInfo.InvariantCulture),
        ColumnKind.Number => rows.Number(column).ToString(CultureInfo.InvariantCulture),
        _ => Encoding.UTF8.GetString(rows.Utf8(column)),
    };
}
