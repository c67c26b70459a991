using BatchAudit.Deriving;
using BatchAudit.History.Integrity;
using BatchAudit.History.Sqlite;
using BatchAudit.Integrity;

namespace BatchAudit.Tests.History.Integrity;

/// <summary>A history that is in no SQLite file is verified by the same means, and with the same result.</summary>
public sealed class OtherEngineTests(TamperedHistory history) : IClassFixture<TamperedHistory>
{
    [Fact]
    public void It_is_valid_with_all_that_is_in_it()
    {
        var expected = history.Verify(history.Anchors);

        var report = Verify(new KeptInMemory(history.Original));

        Assert.Equal(("valid and anchored", expected.Verdict), (report.Verdict, expected.Verdict));
        Assert.Equal(
            (expected.Observations, expected.Payloads, expected.Rows, expected.Pruned, expected.Underivable),
            (report.Observations, report.Payloads, report.Rows, report.Pruned, report.Underivable));
        Assert.True(report.Pruned > 0);
    }

    [Fact]
    public void It_is_valid_where_another_version_derived_its_rows()
    {
        var report = Verify(new KeptInMemory(history.Original), version: DerivationStretch.Current + 1);

        Assert.Empty(report.Faults);
        Assert.True(Assert.Single(report.NotCompared) is { Version: DerivationStretch.Current, Observations: > 0 });
    }

    [Fact]
    public void A_row_that_is_gone_is_missing_and_one_that_was_added_is_no_answers()
    {
        foreach (var table in history.Tables.Select(table => table.Name).Where(name => name is not ("observation" or "payload" or "pruning")))
        {
            var without = new KeptInMemory(history.Original);
            without[table].RemoveAt(without[table].Count - 1);
            Assert.Contains(Verify(without).Faults, fault => fault.Found.StartsWith($"The row of {table} ", StringComparison.Ordinal) && fault.Found.EndsWith(" is missing.", StringComparison.Ordinal));
        }

        var with = new KeptInMemory(history.Original);
        with["unknown_field"].Add(new() { ["field"] = "é", ["since_seq"] = 3L });
        Assert.Equal("The row of unknown_field with field é is not what any answer says.", Assert.Single(Verify(with).Faults).Found);
    }

    [Theory]
    [InlineData("job_state", "credits", 1.25)]
    [InlineData("job_state", "credits", null)]
    [InlineData("job_state", "credits", 2L)]
    [InlineData("file_result", "mapping_error", "")]
    [InlineData("run_end", "due", "3")]
    public void A_cell_of_another_value_or_kind_is_named(string table, string column, object? value)
    {
        var kept = new KeptInMemory(history.Original);

        foreach (var row in kept[table].Where(row => row[column] is not null))
        {
            row[column] = value;
        }

        Assert.Contains($" does not say in {column} what the answer says", Assert.Single(Verify(kept).Faults).Found, StringComparison.Ordinal);
    }

    [Fact]
    public void An_observation_or_a_payload_that_was_changed_ends_it()
    {
        var chain = new KeptInMemory(history.Original);
        chain["observation"].Single(row => row["seq"] is 9L)["subject"] = "bat-9";
        Assert.Equal("broken at 9", Verify(chain).Verdict);

        var payload = new KeptInMemory(history.Original);
        payload["payload"].RemoveAll(row => row["body"] is not null);
        Assert.StartsWith("broken at ", Verify(payload).Verdict, StringComparison.Ordinal);
    }

    private VerificationReport Verify(KeptInMemory kept, int version = DerivationStretch.Current)
    {
        using var scratch = Scratch.Open();
        using var derived = new SqliteDerivedHistory(scratch);

        return new Verification(kept, derived, CompleteHistory.Answers, version).Run(history.Anchors, subset: null, Nothing());
    }

    private VerificationReport Nothing() => new()
    {
        Observations = 0,
        Payloads = 0,
        Rows = 0,
        Tables = 0,
        SchemaObjects = 0,
        Pruned = 0,
        Underivable = 0,
        NotCompared = [],
        LeftOut = 0,
        Anchors = history.Anchors.Count,
        AnchoredSeq = history.Anchors.Count,
        Faults = [],
    };
}
