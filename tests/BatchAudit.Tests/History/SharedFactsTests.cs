using System.Text.RegularExpressions;
using BatchAudit.Collecting;
using BatchAudit.Listening;
using BatchAudit.Reporting;
using BatchAudit.Tests.Docs;
using Dapper;
using Microsoft.Data.Sqlite;

namespace BatchAudit.Tests.History;

/// <summary>What the program's code and its SQL both have to know: views can name no constant, so their copies are held to it here.</summary>
public sealed partial class SharedFactsTests : IDisposable
{
    private readonly HistoryFixture _fixture = new();

    private static string Sql { get; } = string.Join('\n', Sources("*.sql").Prepend(Path.Combine(Repository.Root, "schema.sql")).Select(File.ReadAllText));

    [Fact]
    public void Whatever_SQL_says_of_job_types_is_what_the_code_says()
    {
        var lists = JobTypeList().Matches(Sql);
        var kinds = JobType.All.SelectMany(type => (string[])[type, ObservationKind.JobsOf(type), ObservationKind.JobOf(type)]).ToList();

        Assert.NotEmpty(lists);
        Assert.All(lists, list => Assert.Equal(JobType.All, Words(list.Groups[1].Value)));
        Assert.All(JobTypeWord().Matches(Sql), word => Assert.Contains(word.Groups[1].Value, kinds));
    }

    [Fact]
    public void Views_know_a_run_of_webhooks_by_the_selection_it_is_given()
    {
        var patterns = WebhookPattern().Matches(Sql);

        Assert.NotEmpty(patterns);
        Assert.All(patterns, pattern => Assert.Equal($"{WebhookSelection.Beginning}%", pattern.Groups[1].Value));
        Assert.StartsWith(WebhookSelection.Beginning, WebhookSelection.Of(["bat-1"]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_history_asked_without_the_program_has_its_default_thresholds()
    {
        using var connection = new SqliteConnection($"Data Source={_fixture.Path}");
        var (stuckAfter, missedAfter) = connection.QuerySingle<(long, long)>("select stuck_after_ms, missed_after_ms from thresholds");

        Assert.Equal(Thresholds.Default.StuckAfter.TotalMilliseconds, stuckAfter);
        Assert.Equal(Thresholds.Default.MissedAfter.TotalMilliseconds, missedAfter);
    }

    [Theory]
    [InlineData("parse_v2", "JobType.cs")]
    [InlineData("extract_v2", "JobType.cs")]
    [InlineData("webhook ", "WebhookSelection.cs")]
    public void Code_says_it_in_one_place(string fact, string place)
    {
        var literal = new Regex($"""(?<!/// .*)(["']){Regex.Escape(fact)}(\1|%)""");
        Assert.Equal([place], Sources("*.cs").Where(file => File.ReadLines(file).Any(literal.IsMatch)).Select(file => Path.GetFileName(file)));
    }

    public void Dispose() => _fixture.Dispose();

    private static IEnumerable<string> Sources(string pattern) => Directory
        .EnumerateFiles(Path.Combine(Repository.Root, "src"), pattern, SearchOption.AllDirectories)
        .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(folder => folder is "obj" or "bin"));

    private static IEnumerable<string> Words(string list) => list.Split(',').Select(word => word.Trim().Trim('\''));

    [GeneratedRegex(@"job_type[^\n']*(?:'')?[^\n']*\bin \(([^)]*)\)")]
    private static partial Regex JobTypeList();

    [GeneratedRegex("'((?:parse|extract)_v[^']*)'")]
    private static partial Regex JobTypeWord();

    [GeneratedRegex(@"selection (?:not )?(?:like|=) '([^']*)'")]
    private static partial Regex WebhookPattern();
}
