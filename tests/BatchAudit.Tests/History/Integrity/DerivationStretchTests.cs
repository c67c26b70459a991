using BatchAudit.Collecting;
using BatchAudit.Deriving;
using BatchAudit.History.Sqlite;
using BatchAudit.Integrity;
using BatchAudit.LlamaCloud;
using BatchAudit.Tests.History.Fixtures;
using Dapper;
using Microsoft.Data.Sqlite;

namespace BatchAudit.Tests.History.Integrity;

/// <summary>Facts that were made by another version of the derivation are told, and are no damage.</summary>
public sealed class DerivationStretchTests : IDisposable
{
    private const int Next = DerivationStretch.Current + 1;

    private readonly ReleasedHistory _released = new();
    private readonly DateTimeOffset _now = new(2026, 5, 8, 22, 0, 0, TimeSpan.Zero);

    public void Dispose() => _released.Dispose();

    [Fact]
    public void A_run_by_a_newer_version_says_so_once_in_the_chain()
    {
        Run(Next);
        Run(Next);
        Assert.Equal([$"derivation {Next} from {Observations() - 3}"], Subjects());

        var refused = Assert.Throws<AuditException>(() => Run(DerivationStretch.Current));
        Assert.Equal(FailureKind.History, refused.Kind);
        Assert.Contains("newer program", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Older_rows_are_not_compared_by_name_and_count_and_the_history_is_valid()
    {
        Execute("drop trigger file_result_only_ends; update file_result set mapping_error = 'as it was derived then' where mapping_error is not null", "file_result_only_ends");
        Assert.StartsWith("broken at ", Verify(DerivationStretch.Current).Verdict, StringComparison.Ordinal);
        Run(Next);

        var report = Verify(Next);

        Assert.StartsWith("valid but unanchored, but for the rows of ", report.Verdict, StringComparison.Ordinal);
        Assert.Equal(DerivationStretch.Current, Assert.Single(report.NotCompared).Version);
        Assert.InRange(report.NotCompared[0].Observations, 50, 131);
        Assert.StartsWith("broken at ", Verify(DerivationStretch.Current).Verdict, StringComparison.Ordinal);
    }

    [Fact]
    public void Rebuilding_derives_all_of_it_by_the_newer_version_and_says_what_differs()
    {
        Execute("drop trigger file_result_only_ends; update file_result set mapping_error = 'as it was derived then' where mapping_error is not null", "file_result_only_ends");
        Run(Next);
        var (fresh, before) = (_released.File("fresh.db"), Observations());

        var report = new HistoryRebuild(_released.Path, new StoredAnswers(), Next).RebuildTo(fresh, replace: false, _now);

        Assert.Equal(["file_result"], report.Differences.Select(table => table.Name));
        Assert.Equal(report.Differences[0].Gone, report.Differences[0].New);
        Assert.Equal(before + 1, report.Observations);
        Assert.Empty(new HistoryVerifier(fresh, new StoredAnswers(), Next).Verify([], null).NotCompared);
        Assert.Equal("valid but unanchored", new HistoryVerifier(fresh, new StoredAnswers(), Next).Verify([], null).Verdict);
    }

    [Fact]
    public void A_broken_history_is_not_rebuilt()
    {
        Execute("drop trigger payload_only_loses_its_body; update payload set body = x'00' where rowid = 1", "payload_only_loses_its_body");
        var fresh = _released.File("fresh.db");

        Assert.Equal(FailureKind.Verification, Assert.Throws<AuditException>(() => new HistoryRebuild(_released.Path, new StoredAnswers()).RebuildTo(fresh, replace: false, _now)).Kind);
        Assert.False(File.Exists(fresh));
    }

    [Theory]
    [InlineData("derivation 2 from 17", 2, 17)]
    [InlineData("derivation 10 from 1", 10, 1)]
    public void A_record_is_read_as_it_is_written(string subject, int version, long from)
    {
        Assert.Equal(new DerivationStretch(version, from), DerivationStretch.Parse(subject));
        Assert.Equal(subject, new DerivationStretch(version, from).ToString());
    }

    [Theory]
    [InlineData("derivation")]
    [InlineData("derivation 99999999999999999999 from 1")]
    [InlineData("derivation 2 from 1; drop")]
    public void Any_other_subject_is_none(string subject) => Assert.Throws<FormatException>(() => DerivationStretch.Parse(subject));

    private void Run(int version)
    {
        using var history = SqliteHistory.Open(_released.Path, version);
        var run = history.BeginRun(new RunStart(_now, "1.0.0", "https://example.test", "--all"));
        history.EndRun(run, _now.AddMinutes(1), new RunCounts(0, 0, 0, 0, 0, 0, new CallCount(0, 0)), 0);
    }

    private VerificationReport Verify(int version) => new HistoryVerifier(_released.Path, new StoredAnswers(), version).Verify([], null);

    private List<string> Subjects() => Connect().Query<string>("select subject from observation where kind = 'derivation_began' order by seq").AsList();

    private long Observations() => Connect().ExecuteScalar<long>("select max(seq) from observation");

    /// <summary>As someone with any SQLite client would, who also hides the traces.</summary>
    private void Execute(string sql, string trigger)
    {
        using var connection = Connect();
        var made = connection.ExecuteScalar<string>("select sql from sqlite_schema where name = @trigger", new { trigger });
        connection.Execute($"{sql}; {made}");
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={_released.Path};Pooling=false");
        connection.Open();
        return connection;
    }
}
