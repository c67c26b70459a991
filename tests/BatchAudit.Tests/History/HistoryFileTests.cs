using System.Security.Cryptography;
using BatchAudit.History.Sqlite;
using BatchAudit.Reporting;
using Dapper;
using Microsoft.Data.Sqlite;
using static BatchAudit.Tests.History.HistoryFixture;

namespace BatchAudit.Tests.History;

public sealed class HistoryFileTests : IDisposable
{
    private readonly HistoryFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public void A_second_writer_is_kept_away_until_the_first_is_done()
    {
        var refused = Assert.Throws<AuditException>(() => SqliteHistory.Open(_fixture.Path));
        Assert.Equal(FailureKind.Locked, refused.Kind);

        _fixture.Reopen();
        Assert.True(_fixture.Observe(Batch("RUNNING")));
    }

    [Theory]
    [InlineData("pragma user_version = 999", "newer")]
    [InlineData("pragma application_id = 7", "no history of BatchAudit")]
    public void A_history_that_is_not_for_this_program_is_refused_and_untouched(string mark, string reason)
    {
        _fixture.History.Dispose();
        _fixture.Tamper(mark);
        _fixture.Tamper("pragma journal_mode = delete");
        AssertRefusedUntouched(_fixture.Path, reason);
    }

    [Fact]
    public void What_the_file_calls_a_view_is_never_run()
    {
        Assert.True(_fixture.Observe(Batch("RUNNING")));
        var planted = _fixture.Path + ".planted";
        _fixture.Tamper($"pragma writable_schema = on; update sqlite_schema set sql = 'CREATE VIEW runs as select 1; vacuum main into ''{planted}''' where name = 'runs'");

        using var rows = new SqliteReportSource(_fixture.Path, "1.0.0").Open(ReportCatalog.Runs);

        Assert.True(rows.Read());
        Assert.False(File.Exists(planted));
    }

    [Theory]
    [InlineData(".{0}.partial")]
    [InlineData("{0}-wal")]
    [InlineData("{0}-journal")]
    public void What_stands_in_the_way_of_a_new_history_is_the_historys_fault(string name)
    {
        var path = _fixture.Path + ".new";
        Directory.CreateDirectory(System.IO.Path.Combine(
            System.IO.Path.GetDirectoryName(path)!, string.Format(System.Globalization.CultureInfo.InvariantCulture, name, System.IO.Path.GetFileName(path))));

        Assert.Equal(FailureKind.History, Assert.Throws<AuditException>(() => SqliteHistory.Open(path)).Kind);
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused_and_untouched()
    {
        var path = _fixture.Path + ".txt";
        File.WriteAllText(path, new string('x', 5000));
        AssertRefusedUntouched(path, "cannot be used");
    }

    [Fact]
    public void A_run_that_died_while_it_made_the_history_is_followed_by_one_that_makes_it()
    {
        var path = _fixture.Path + ".second";
        File.WriteAllText(path, "");
        File.WriteAllText(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(path)!, $".{System.IO.Path.GetFileName(path)}.partial"), "half a database");

        using (var history = SqliteHistory.Open(path))
        {
            Assert.Null(history.Find("bat-1"));
        }

        Assert.Equal([path, path + ".lock"], Directory.GetFiles(System.IO.Path.GetDirectoryName(path)!, "*.second*").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_history_that_lost_its_tables_is_damaged_and_no_bug()
    {
        _fixture.History.Dispose();
        var path = _fixture.Path + ".hollow";

        using (var hollow = new SqliteConnection($"Data Source={path};Pooling=false"))
        {
            hollow.Open();
            hollow.Execute("pragma application_id = 0x42744175; pragma user_version = 1");
        }

        Assert.Equal(FailureKind.History, Assert.Throws<AuditException>(() => SqliteHistory.Open(path)).Kind);
        using var held = new HeldBatches(path);
        Assert.Equal(FailureKind.History, Assert.Throws<AuditException>(() => held.Find("bat-1")).Kind);
    }

    [Fact]
    public void A_name_that_SQLite_takes_for_something_else_is_a_file_here()
    {
        var folder = Directory.GetParent(_fixture.Path)!.FullName;
        var path = System.IO.Path.Combine(folder, "file:x?mode=memory");
        SqliteHistory.Open(path).Dispose();
        Assert.True(new FileInfo(path).Length > 0);
    }

    [Fact]
    public void A_missing_history_is_said_to_be_missing()
    {
        var refused = Assert.Throws<AuditException>(() => new SqliteReportSource(_fixture.Path + ".none", "1.0.0"));
        Assert.Equal(FailureKind.History, refused.Kind);
    }

    [Fact]
    public void Every_report_reads_its_columns_from_its_view_and_no_view_has_more()
    {
        using var connection = _fixture.Connect(SqliteOpenMode.ReadOnly);

        foreach (var report in ReportCatalog.All)
        {
            Assert.Equal(
                report.Columns.Select(column => column.Name),
                connection.Query<string>($"select name from pragma_table_info('{report.View}') order by cid"));
        }
    }

    [Fact]
    public void Every_hash_in_the_chain_can_be_computed_again()
    {
        _fixture.Observe(Batch("RUNNING", Mapped("dfl-1", "pjb-1")));
        _fixture.Observe(Batch("COMPLETED", Mapped("dfl-1", "pjb-1")));
        using var connection = _fixture.Connect(SqliteOpenMode.ReadOnly);
        var previous = new string('0', 64);

        foreach (var row in connection.Query("select * from observation order by seq").Cast<IDictionary<string, object?>>())
        {
            // The canonical form as schema.sql and the manual describe it, written down a second time.
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            hash.AppendData(Convert.FromHexString(previous));

            foreach (var column in (string[])["seq", "run_id", "kind", "subject", "observed_at", "observed_ms", "payload_sha256"])
            {
                var bytes = System.Text.Encoding.UTF8.GetBytes(Convert.ToString(row[column], System.Globalization.CultureInfo.InvariantCulture)!);
                hash.AppendData([(byte)(bytes.Length >> 24), (byte)(bytes.Length >> 16), (byte)(bytes.Length >> 8), (byte)bytes.Length]);
                hash.AppendData(bytes);
            }

            Assert.Equal(previous, row["previous_hash"]);
            previous = Convert.ToHexStringLower(hash.GetHashAndReset());
            Assert.Equal(previous, row["hash"]);
        }
    }

    [Fact]
    public void Reports_do_not_see_what_is_stored_after_they_were_opened()
    {
        _fixture.Observe(Batch("RUNNING", Mapped("dfl-1", "pjb-1")));
        var source = new SqliteReportSource(_fixture.Path, "1.0.0");
        _fixture.Observe(Batch("COMPLETED", Mapped("dfl-1", "pjb-2"), Mapped("dfl-2", "pjb-3")));

        using var rows = source.Open(ReportCatalog.FileJobs);
        Assert.True(rows.Read());
        Assert.Equal("RUNNING"u8.ToArray(), rows.Utf8(1).ToArray());
        Assert.Equal("pjb-1"u8.ToArray(), rows.Utf8(7).ToArray());
        Assert.False(rows.Read());
        Assert.Equal(2, source.Origin.Sequence);
    }

    [Theory]
    [InlineData("source_directory_file_id", "file_id")]
    [InlineData("job_id", "job_id")]
    public void A_file_or_a_job_is_found_by_one_seek_per_batch(string column, string key)
    {
        using var connection = _fixture.Connect(SqliteOpenMode.ReadOnly);
        var plan = connection.Query($"explain query plan select * from file_jobs where {column} = 'x'").Select(step => (string)step.detail).ToList();
        Assert.True(plan.Any(step => step.StartsWith("SEARCH r ", StringComparison.Ordinal) && step.Contains($"batch_key=? AND {key}=?", StringComparison.Ordinal)), string.Join('\n', plan));
    }

    [Fact]
    public void File_jobs_come_in_their_order_without_a_sort_of_the_whole_night()
    {
        using var connection = _fixture.Connect(SqliteOpenMode.ReadOnly);
        var order = string.Join(", ", ReportCatalog.FileJobs.OrderBy);
        var plan = connection.Query($"explain query plan select * from file_jobs order by {order}").Select(step => (string)step.detail).ToList();
        Assert.False(plan.Any(step => step.Contains("TEMP B-TREE FOR ORDER BY", StringComparison.Ordinal)), string.Join('\n', plan));
    }

    [Theory]
    [InlineData("file_jobs")]
    [InlineData("file_outcome")]
    public void Of_one_batch_only_its_own_files_are_read_also_when_each_value_is_asked_for_once(string view)
    {
        using var connection = _fixture.Connect(SqliteOpenMode.ReadOnly);
        var plan = connection.Query($"explain query plan select distinct outcome from {view} where batch_id = 'bat-1'").Select(step => (string)step.detail).ToList();
        Assert.False(plan.Any(step => step.StartsWith("MATERIALIZE", StringComparison.Ordinal) || step.Contains("AUTOMATIC", StringComparison.Ordinal)), string.Join('\n', plan));
    }

    private static void AssertRefusedUntouched(string path, string reason)
    {
        var before = SHA256.HashData(File.ReadAllBytes(path));

        foreach (var open in (Func<object>[])[() => SqliteHistory.Open(path), () => new SqliteReportSource(path, "1.0.0"), () => new HeldBatches(path)])
        {
            var refused = Assert.Throws<AuditException>(open);
            Assert.Equal(FailureKind.History, refused.Kind);
            Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
        }

        Assert.Equal(before, SHA256.HashData(File.ReadAllBytes(path)));
        Assert.False(File.Exists(path + "-wal"));
    }
}
