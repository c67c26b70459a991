using System.Reflection;
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
    public void Whatever_SQL_takes_for_the_words_of_a_status_is_what_the_code_takes_for_them()
    {
        var (ofBatches, ofJobs) = (Constants(typeof(BatchStatus)), Constants(typeof(JobStatus)));
        string[][] meant = [[.. ofJobs.Where(JobStatus.IsTerminal)], ofBatches, [.. ofJobs, "NOT_CHECKED"]];
        var lists = StatusList().Matches(Sql + string.Join('\n', Sources("*.cs").Select(File.ReadAllText)));

        Assert.Equal(ofBatches.Where(BatchStatus.IsTerminal), ofJobs.Where(JobStatus.IsTerminal));
        Assert.All(lists, list => Assert.Contains(Sorted(Words(list.Groups[1].Value)), meant.Select(Sorted)));
        Assert.All(meant.Select(Sorted), words => Assert.Contains(words, lists.Select(list => Sorted(Words(list.Groups[1].Value)))));
        Assert.Equal(Sorted(ofBatches), Sorted(_fixture.Query<string>("select status from lifecycle")));
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

    private static string[] Constants(Type type) => [.. type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!)];

    private static string Sorted(IEnumerable<string> words) => string.Join(' ', words.Order(StringComparer.Ordinal));

    private static IEnumerable<string> Words(string list) => list.Split(',').Select(word => word.Trim().Trim('\''));

    [GeneratedRegex(@"job_type[^\n']*(?:'')?[^\n']*\bin \(([^)]*)\)")]
    private static partial Regex JobTypeList();

    /// <summary>COMPLETED among others; alone it is meant as it stands.</summary>
    [GeneratedRegex(@"\bin\s*\(([^()]*'COMPLETED'[^()]*)\)")]
    private static partial Regex StatusList();

    [GeneratedRegex("'((?:parse|extract)_v[^']*)'")]
    private static partial Regex JobTypeWord();

    [GeneratedRegex(@"selection (?:not )?(?:like|=) '([^']*)'")]
    private static partial Regex WebhookPattern();
}
