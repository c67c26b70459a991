using System.Globalization;
using BatchAudit.Checking;
using BatchAudit.Collecting;
using BatchAudit.Comparing;
using BatchAudit.History.Sqlite;
using BatchAudit.Querying;
using BatchAudit.Reporting;
using BatchAudit.Reports;
using BatchAudit.Tests.History.Integrity;
using Dapper;
using Microsoft.Data.Sqlite;

namespace BatchAudit.Tests.Mangling;

/// <summary>SQLite lets anything stand in any column: whoever reads a history must not take it for a bug of ours.</summary>
public sealed class MangledCellsTests(TamperedHistory history) : IClassFixture<TamperedHistory>, IDisposable
{
    private static readonly string[] OddCells =
    [
        "null", "'abc'", "''", "7", "-1", "0.5", "9223372036854775807", "-9223372036854775808", "1e300", "-1e300", "9e999", "x''", "x'00ff'", "cast(x'ff41c3' as text)",
        "'a' || char(0) || 'b'", "cast({0} as blob)", "cast({0} as text)", "{0} || 'x'", "cast({0} as integer) + 1", "'2026-13-01T00:00:00.000Z'", "'9999-12-31T23:59:59.999Z'",
        "'0001-01-01T00:00:00.000Z'", "hex(zeroblob(20000))", "'x' || char(10) || '=1+1'",
    ];

    private static readonly string[] Subjects = ["bat-1", "pjb-1", "dfl-1"];

    private readonly MangledHistory _copy = new(history);

    [Fact]
    public void Whatever_stands_in_a_cell_verification_tells_and_says_where()
    {
        Mangled.Try(150, random =>
        {
            var changes = "";
            _copy.Change(connection => changes = Mangle(connection, random, edits: 1));
            Assert.True(changes.Length == 0 || _copy.Verify() is not { IsValid: true }, changes);
        });
    }

    [Fact]
    public void Whatever_bytes_of_the_file_are_changed_verification_ends_with_a_verdict_or_says_that_it_is_no_history()
    {
        Mangled.Try(50, random =>
        {
            _copy.Change(_ => { });
            File.WriteAllBytes(_copy.Path, Mangled.Bytes(random, File.ReadAllBytes(_copy.Path)));
            _copy.Verify();
        });
    }

    [Fact]
    public void A_schema_that_was_written_over_is_told()
    {
        foreach (var change in (string[])[
            "update sqlite_schema set sql = null where name = 'run'", "update sqlite_schema set sql = 7 where type = 'trigger'", "update sqlite_schema set name = x'00' where name = 'run'",
            "update sqlite_schema set type = null where name = 'run'", "insert into sqlite_schema select * from sqlite_schema where type = 'view'",
            "create trigger more after insert on run begin select 1; end; update sqlite_schema set type = 'view' where name = 'more'",
            "insert into sqlite_schema values ('view', 'more', 'run', 0, 'CREATE TRIGGER more after insert on run begin select 1; end')"])
        {
            _copy.Change(connection => connection.Execute("pragma writable_schema = on; " + change));
            Assert.False(_copy.Verify() is { IsValid: true }, change);
            Read(_copy.Path, _copy.Folder);
        }
    }

    [Theory]
    [InlineData("update batch set batch_id = cast(zeroblob(70000000) as text) where batch_id = 'bat-1'")]
    [InlineData("update observation set subject = zeroblob(70000000) where seq = 3")]
    [InlineData("update payload set body = zeroblob(70000000)")]
    [InlineData("update file_result set mapping_error = zeroblob(70000000)")]
    public void A_cell_that_is_longer_than_any_of_ours_is_told_and_not_read(string change)
    {
        _copy.Change(connection => connection.Execute(change));
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.False(_copy.Verify() is { IsValid: true });
        Read(_copy.Path, _copy.Folder);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 300L << 20);
    }

    [Fact]
    public void Whatever_stands_in_a_cell_every_other_command_reads_it_or_says_that_no_program_of_ours_wrote_it()
    {
        Mangled.Try(60, random =>
        {
            _copy.Change(connection => Mangle(connection, random, random.Next(1, 4)));
            Read(_copy.Path, _copy.Folder, random);
        });
    }

    public void Dispose() => _copy.Dispose();

    /// <returns>What was done; empty when nothing was changed.</returns>
    private string Mangle(SqliteConnection connection, Random random, int edits)
    {
        var done = new List<string>();

        for (; edits > 0; edits--)
        {
            var table = history.Tables[random.Next(history.Tables.Count)];
            var column = table.Columns[random.Next(table.Columns.Count)];
            var value = string.Format(CultureInfo.InvariantCulture, OddCells[random.Next(OddCells.Length)], column);
            var where = random.Next(3) == 0 ? "true" : table.Where(random.Next(Math.Max(1, table.Rows)));

            // A body that is not there may have been pruned, as a pruning says.
            var sql = $"update {table.Name} set {column} = {value} where {where}" + (column == "body" ? $" and {value} is not null" : "");
            var before = Cells(connection, table.Name, column);

            try
            {
                // A column may make a number again of the text of one.
                done.AddRange(connection.Execute(sql) > 0 && Cells(connection, table.Name, column) != before ? [sql] : []);
            }
            catch (SqliteException refused) when (refused.SqliteErrorCode is SQLitePCL.raw.SQLITE_CONSTRAINT or SQLitePCL.raw.SQLITE_MISMATCH)
            {
            }
        }

        return string.Join('\n', done);
    }

    private static string Cells(SqliteConnection connection, string table, string column) =>
        connection.ExecuteScalar<string>($"select group_concat(cell order by cell) from (select typeof({column}) || quote({column}) as cell from {table})") ?? "";

    /// <summary>Each reader ends well, or says which history is odd.</summary>
    /// <param name="some">Chooses some of them; null for all.</param>
    private static void Read(string path, string folder, Random? some = null)
    {
        foreach (var reader in Readers(path, folder).Where(_ => some is null || some.Next(4) == 0))
        {
            try
            {
                reader();
            }
            catch (AuditException told)
            {
                Assert.Contains(told.Kind, (FailureKind[])[FailureKind.History, FailureKind.Usage, FailureKind.Verification]);
                Assert.InRange(told.Message.Length, 1, 2000);
            }
        }
    }

    private static IEnumerable<Action> Readers(string path, string folder)
    {
        var source = new Lazy<SqliteReportSource>(() => new SqliteReportSource(path, "1.0.0"), LazyThreadSafetyMode.PublicationOnly);

        return
        [
            .. ReportWriters.All.Select(writer => (Action)(() => writer.Write(new ReportOrder(source.Value, ReportCatalog.All, folder), CancellationToken.None))),
            () => source.Value.Totals(),
            () => source.Value.Findings(),
            () => _ = source.Value.Previous,
            () => Balance.Of(source.Value),
            () => ExamineHealth.Run(source.Value, new HealthLimits(TimeSpan.FromHours(1), TimeSpan.FromHours(24), null), LaterRun.Now, isLocked: false),
            () => Drain(new Difference(At(path, AsOf.EndOfRun(1)), source.Value), Difference.Report),
            () => At(path, AsOf.Instant(LaterRun.Now)),
            .. Subjects.Select(id => (Action)(() => Drain(new SqliteTimeline(path, id, withJobs: true), Timeline.Report))),
            () => Query(source.Value),
            () => QueryableViews.Read(path),
            () => HistoryChecks.Run(path),
            () => new HistoryVerifier(path, CompleteHistory.Answers).NextAnchor([], LaterRun.Now),
            () => new HistoryPruning(path).Plan(LaterRun.Now),
            () => new HistoryBackup(path).CopyTo(Path.Combine(folder, "backup.db"), replace: true),
            () => Watch(path),
            () => LaterRun.Collect(path),
        ];
    }

    private static SqliteReportSource At(string path, AsOf asOf) => new(path, "1.0.0", new Viewpoint(Thresholds.Default, asOf));

    private static void Query(SqliteReportSource source)
    {
        using var query = new SqliteQuery(source, new Query("select * from file_jobs"), TimeProvider.System, CancellationToken.None);
        Drain(query, query.Report);
    }

    private static void Watch(string path)
    {
        using var watched = new WatchedBatches(path);
        watched.Find("bat-1");
    }

    private static void Drain(IRowSource source, ReportDefinition report)
    {
        using var rows = source.Open(report);

        while (rows.Read())
        {
            _ = rows.Utf8(0);
        }
    }

    /// <summary>A run that appends to whatever is there.</summary>
    private static class LaterRun
    {
        public static readonly DateTimeOffset Now = new(2026, 5, 6, 0, 0, 0, TimeSpan.Zero);

        public static void Collect(string path)
        {
            using var history = SqliteHistory.Open(path);
            history.Find("bat-1");
            history.FindJobs("bat-1");
            var run = history.BeginRun(new RunStart(Now, "1.0.0", "https://example.test", "--all"));
            history.Append(run,
            [
                CompleteHistory.Answer("batch", "bat-1", 200_000, CompleteHistory.Running),
                CompleteHistory.Answer("parse_v2_jobs", "bat-1", 200_001, """{ "items": [ { "id": "pjb-2", "status": "FAILED", "error_message": "Page 3 is broken" } ] }"""),
                CompleteHistory.Answer("directory", "dir-1", 200_002, """{ "id": "dir-1", "name": "scans" }"""),
                CompleteHistory.Answer("directory_files", "dir-1", 200_003, """{ "items": [ { "id": "dfl-1", "display_name": "c.pdf" } ] }"""),
                CompleteHistory.Answer("data_points", "parse_v2", 200_004, """{ "items": [ { "id": "pjb-1", "state_transitions": { "failed_at": "2026-05-05T00:10:00Z" } } ] }"""),
            ]);
            history.EndRun(run, Now, new RunCounts(1, 1, 0, 0, 0, 0, new CallCount(1, 0)), 0);
        }
    }
}
