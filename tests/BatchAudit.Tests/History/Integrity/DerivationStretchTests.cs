using BatchAudit.Collecting;
using BatchAudit.Deriving;
using BatchAudit.History.Sqlite;
using BatchAudit.Integrity;
using BatchAudit.Tests.Files;
using Dapper;
using Microsoft.Data.Sqlite;
using static BatchAudit.Tests.History.HistoryFixture;

namespace BatchAudit.Tests.History.Integrity;

/// <summary>
/// Facts that were made by another version of the derivation are told, and are no damage. The versions here are 1 and 2, whichever the
/// program has: of the rows that 1 made some are changed, as if 1 had derived otherwise, before 2 goes on from them.
/// </summary>
public sealed class DerivationStretchTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly DateTimeOffset _now = Midnight.AddDays(2);

    private string History => _folder.File("history.db");

    private string Fresh => _folder.File("fresh.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_run_by_a_newer_version_says_so_once_in_the_chain()
    {
        Run(1);
        Assert.Empty(Records());
        Run(2);
        Run(2);
        Assert.Equal(["derivation 2 from 4"], Records());

        var refused = Assert.Throws<AuditException>(() => Run(1));
        Assert.Equal(FailureKind.History, refused.Kind);
        Assert.Contains("newer program", refused.Message, StringComparison.Ordinal);
        Assert.Equal(["derivation 2 from 4"], Records());
    }

    [Fact]
    public void A_history_that_a_newer_version_began_says_so_from_its_beginning()
    {
        CompleteHistory.Begin(History, 2);

        Assert.Equal(["derivation 2 from 1"], Records());
        Assert.Empty(Verify(2).NotCompared);
        Assert.Equal([2], Verify(1).NotCompared.Select(stretch => stretch.Version));
        Assert.Equal(
            Scalar<string>("select hash from observation order by seq desc limit 1"),
            new HistoryRebuild(History, CompleteHistory.Answers, 2).RebuildTo(Fresh, replace: false, _now).Head);
    }

    [Fact]
    public void Rows_that_go_on_from_those_of_an_older_version_are_compared_and_the_older_ones_are_not()
    {
        CompleteHistory.Begin(History, 1);
        Execute(OtherwiseDerived);
        var broken = Verify(1).Verdict;
        CompleteHistory.GoOn(History, 2);

        var report = Verify(2);

        Assert.StartsWith("broken at ", broken, StringComparison.Ordinal);
        Assert.Equal(broken, Verify(1).Verdict);
        Assert.Equal([new NotCompared(1, 5)], report.NotCompared);
        Assert.Equal("valid but unanchored, but for the rows of 5 answers, which were not compared", report.Verdict);

        // What a job's next answer left out is still what version 1 had made of the one before.
        Assert.Equal("as version 1 read it", Scalar<string>($"select tier from job_state where job_id = 'pjb-1' and until_seq is null and since_seq > {Began}"));
    }

    [Theory]
    [InlineData("file_result", "mapping_error")]
    [InlineData("job_state", "tier")]
    [InlineData("batch_state", "status")]
    [InlineData("directory_file", "name")]
    public void What_the_newer_version_derived_is_no_less_guarded(string table, string column)
    {
        CompleteHistory.Begin(History, 1);
        CompleteHistory.GoOn(History, 2);
        Assert.Empty(Verify(2).Faults);

        Execute($"update {table} set {column} = coalesce({column}, '') || 'x' where since_seq > {Began}");

        Assert.StartsWith("broken at ", Verify(2).Verdict, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_share_has_rows_of_both_versions_and_is_valid(int number)
    {
        CompleteHistory.Begin(History, 1);
        Execute(OtherwiseDerived);
        CompleteHistory.GoOn(History, 2);

        var report = new HistoryVerifier(History, CompleteHistory.Answers, 2).Verify([], new Subset(number, 3));

        Assert.Empty(report.Faults);
        Assert.True(report.LeftOut > 0);
        Assert.True(report.NotCompared.Sum(stretch => stretch.Observations) < 5);
    }

    [Fact]
    public void Rebuilding_derives_all_of_it_by_the_newer_version_and_says_what_differs()
    {
        CompleteHistory.Begin(History, 1);
        Execute(OtherwiseDerived);
        CompleteHistory.GoOn(History, 2);
        var observations = Scalar<long>("select max(seq) from observation");

        var report = new HistoryRebuild(History, CompleteHistory.Answers, 2).RebuildTo(Fresh, replace: false, _now);

        Assert.Equal(["file_result", "job_state", "directory_file"], report.Differences.Select(table => table.Name));
        Assert.All(report.Differences, table => Assert.True(table.Gone > 0 && table.New > 0, table.Name));
        Assert.Equal(observations + 1, report.Observations);
        var verified = new HistoryVerifier(Fresh, CompleteHistory.Answers, 2).Verify([], null);
        Assert.Equal(("valid but unanchored", 0), (verified.Verdict, verified.NotCompared.Count));
    }

    [Fact]
    public void A_broken_history_is_not_rebuilt()
    {
        CompleteHistory.Begin(History, 1);
        Execute("update payload set body = x'00' where rowid = 3");

        Assert.Equal(FailureKind.Verification, Assert.Throws<AuditException>(() => new HistoryRebuild(History, CompleteHistory.Answers, 1).RebuildTo(Fresh, replace: false, _now)).Kind);
        Assert.All(_folder.Names, name => Assert.StartsWith("history.db", name, StringComparison.Ordinal));
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

    private const string OtherwiseDerived =
        """
        update file_result set mapping_error = 'as version 1 read it' where mapping_error is not null;
        update job_state set tier = 'as version 1 read it';
        update directory_file set name = 'as version 1 read it' where file_id = 'dfl-2'
        """;

    private const string Began = "(select seq from observation where kind = 'derivation_began')";

    private void Run(int version)
    {
        using var history = SqliteHistory.Open(History, version);
        var run = history.BeginRun(new RunStart(_now, "1.0.0", "https://example.test", "--all"));
        history.EndRun(run, _now.AddMinutes(1), new RunCounts(0, 0, 0, 0, 0, 0, new CallCount(0, 0)), 0);
    }

    private VerificationReport Verify(int version) => new HistoryVerifier(History, CompleteHistory.Answers, version).Verify([], null);

    private List<string> Records()
    {
        using var connection = Connect();
        return connection.Query<string>("select subject from observation where kind = 'derivation_began' order by seq").AsList();
    }

    private T Scalar<T>(string sql)
    {
        using var connection = Connect();
        return connection.ExecuteScalar<T>(sql)!;
    }

    /// <summary>Past the triggers, which are there again afterwards.</summary>
    private void Execute(string sql)
    {
        using var connection = Connect();
        var triggers = connection.Query<(string Name, string Sql)>("select name, sql from sqlite_schema where type = 'trigger' order by rowid").AsList();
        connection.Execute($"{string.Concat(triggers.Select(trigger => $"drop trigger {trigger.Name};"))} {sql}; {string.Join(';', triggers.Select(trigger => trigger.Sql))}");
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={History};Pooling=false");
        connection.Open();
        return connection;
    }
}
