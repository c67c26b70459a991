using System.Text;
using BatchAudit.Collecting;
using BatchAudit.Deriving;
using BatchAudit.History.Sqlite;
using BatchAudit.Integrity;
using BatchAudit.LlamaCloud;
using BatchAudit.Reporting;
using BatchAudit.Tests.History.Fixtures;
using Dapper;
using Microsoft.Data.Sqlite;

namespace BatchAudit.Tests.History.Integrity;

/// <summary>A record of who derived what takes nothing from what verification promises, and changes nothing of what reports say.</summary>
public sealed class DerivationRecordTests : IDisposable
{
    private static readonly DateTimeOffset Later = new(2026, 6, 30, 22, 0, 0, TimeSpan.Zero);

    private readonly ReleasedHistory _released = new();

    public void Dispose() => _released.Dispose();

    [Theory]
    [InlineData(0, 1)]
    [InlineData(7, 2)]
    [InlineData(7, 500)]
    public void A_record_that_speaks_of_observations_which_are_not_its_own_is_a_fault(int version, long from)
    {
        var seq = Append(new DerivationStretch(version, from));

        Assert.Equal($"broken at {seq}", Verify(1).Verdict);
    }

    [Fact]
    public void Whoever_claims_another_version_hides_nothing_from_the_verdict()
    {
        Append(new DerivationStretch(7, 1));

        var report = Verify(1);

        Assert.Equal([7], report.NotCompared.Select(stretch => stretch.Version));
        Assert.Equal(
            $"valid but unanchored, but for the rows of {report.NotCompared[0].Observations} answers, which were not compared", report.Verdict);
    }

    [Fact]
    public void What_was_derived_by_a_newer_program_is_read_and_not_written_to()
    {
        Append(new DerivationStretch(7, 1));

        Assert.Equal(FailureKind.History, Assert.Throws<AuditException>(_released.OpenToAppend).Kind);
        Assert.NotEmpty(new SqliteReportSource(_released.Path, "1.0.0").Totals());
    }

    [Fact]
    public void A_record_is_no_look_at_the_server_so_nothing_gets_stuck_by_it()
    {
        var before = Stuck();
        Append(new DerivationStretch(7, 1));

        Assert.Equal(before, Stuck());
    }

    [Fact]
    public void Where_pruned_answers_were_derived_by_another_version_nothing_is_rebuilt()
    {
        new HistoryPruning(_released.Path).Prune(Later.AddDays(-1), Later);
        var fresh = _released.File("fresh.db");

        var refused = Assert.Throws<AuditException>(() => new HistoryRebuild(_released.Path, new StoredAnswers(), version: 2).RebuildTo(fresh, replace: false, Later));

        Assert.Equal(FailureKind.Usage, refused.Kind);
        Assert.Contains("pruned", refused.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(fresh));
        Assert.Empty(new HistoryRebuild(_released.Path, new StoredAnswers(), version: 1).RebuildTo(fresh, replace: false, Later).Differences);
    }

    [Fact]
    public void What_another_version_makes_of_the_next_answer_is_drift_that_nobody_need_look_at()
    {
        var before = Severities();

        // As if a program of version 2 had come between two answers, of which the second drifted.
        _released.Execute("drop trigger observation_no_update; update observation set kind = 'derivation_began', subject = 'derivation 2 from 30' where seq = (select min(after_observation) - 1 from drift)");

        Assert.Equal(before.Count, Severities().Count);
        Assert.InRange(Severities().Count(severity => severity == "WARNING"), 1, before.Count(severity => severity == "WARNING") - 1);
    }

    [Theory]
    [InlineData("-wal")]
    [InlineData("-shm")]
    [InlineData("-journal")]
    [InlineData(".lock")]
    [InlineData(".lock.held")]
    public void Neither_a_copy_nor_a_fresh_history_takes_the_place_of_what_belongs_to_the_history(string ending)
    {
        var target = _released.Path + ending;

        Assert.Equal(FailureKind.Usage, Assert.Throws<AuditException>(() => new HistoryBackup(_released.Path).CopyTo(target, replace: true)).Kind);
        Assert.Equal(FailureKind.Usage, Assert.Throws<AuditException>(() => new HistoryRebuild(_released.Path, new StoredAnswers()).RebuildTo(target, replace: true, Later)).Kind);
    }

    [Fact]
    public void The_views_of_others_that_a_fresh_history_lacks_are_named()
    {
        _released.Execute("create view mine as select 1 as one");

        Assert.Equal(["mine"], new HistoryRebuild(_released.Path, new StoredAnswers()).RebuildTo(_released.File("fresh.db"), replace: false, Later).LeftOut);
    }

    /// <summary>As a program of that version would, or somebody who knows how the chain is made.</summary>
    private long Append(DerivationStretch stretch)
    {
        using var history = HistoryFile.Connect(_released.Path, SqliteOpenMode.ReadWrite);
        using var chain = new ObservationChain(history);
        return chain.Append(history.ExecuteScalar<long>("select max(run_id) from run"), ObservationKind.DerivationBegan, stretch.ToString(), Later, payload: null);
    }

    private VerificationReport Verify(int version) => new HistoryVerifier(_released.Path, new StoredAnswers(), version).Verify([], null);

    private int Stuck() => Words(ReportCatalog.Findings, "rule").Count(rule => rule == "STUCK");

    private List<string> Severities() => Words(ReportCatalog.Drift, "severity");

    private List<string> Words(ReportDefinition report, string column)
    {
        using var rows = new SqliteReportSource(_released.Path, "1.0.0").Open(report);
        var words = new List<string>();

        while (rows.Read())
        {
            words.Add(Encoding.UTF8.GetString(rows.Utf8(report.IndexOf(column))));
        }

        return words;
    }
}
