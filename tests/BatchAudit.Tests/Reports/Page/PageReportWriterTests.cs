using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using BatchAudit.Reporting;
using BatchAudit.Reports;
using BatchAudit.Reports.Page;
using BatchAudit.Reports.Workbook;

namespace BatchAudit.Tests.Reports.Page;

public sealed partial class PageReportWriterTests : IDisposable
{
    private readonly ReportFolder _folder = new();

    [Fact]
    public void The_policy_names_the_style_and_the_script_that_are_in_the_page()
    {
        var page = Written(new PageSource());
        var policy = Regex.Match(page, "Content-Security-Policy\" content=\"([^\"]+)\"").Groups[1].Value;
        Assert.Equal(
            $"default-src 'none'; style-src '{Hash(page, "style")}'; script-src '{Hash(page, "script")}'; base-uri 'none'; form-action 'none'; "
            + "require-trusted-types-for 'script'; trusted-types 'none'",
            policy);
    }

    [Fact]
    public void No_text_of_the_history_makes_an_element()
    {
        const string hostile = "</script></title><script>x</script>'\"&{{title}}";
        var page = Written(new PageSource(("findings", [Finding("MAPPING_ERROR", hostile, hostile)]), ("batches", [PageSource.Batch(hostile)]))
        {
            Origin = new ReportOrigin(1, DateTimeOffset.UnixEpoch, new string('b', 64), hostile),
            Counted = [new Total("Files by outcome", hostile, 1, hostile)],
            Found = [new FindingCount(hostile, hostile, 1)],
        });
        var plain = Written(new PageSource(("findings", [Finding("MAPPING_ERROR", "x", "x")]), ("batches", [PageSource.Batch("x")])));
        Assert.Equal(Tags(plain, "script"), Tags(page, "script"));
        Assert.DoesNotContain("<script>x", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Totals_are_told_beside_what_they_were()
    {
        var page = Written(new PageSource
        {
            Counted = [new Total("Files by outcome", "OK", 1_234, "…"), new Total("Files by outcome", "JOB_FAILED", 7, "…"), new Total("Batches", "COMPLETED", 5, "…")],
            Previous = new PageSource
            {
                Counted = [new Total("Files by outcome", "OK", 1_000, "…"), new Total("Files by outcome", "IN_PROGRESS", 3, "…"), new Total("Batches", "COMPLETED", 5, "…")],
            },
        });
        Assert.Equal(["OK 1,234 up by +234", "JOB_FAILED 7 up by +7"], Figures(page));
        Assert.Equal(
            ["Files by outcome: OK 1,000 1,234 up by +234", "Files by outcome: JOB_FAILED 0 7 up by +7", "Files by outcome: IN_PROGRESS 3 0 down by −3"],
            Lines(page, "changes-title"));
    }

    [Fact]
    public void A_word_is_coloured_as_in_the_workbook()
    {
        var page = Written(new PageSource());
        Assert.All(WordTone.All, tone => Assert.Contains($"{tone.Name}: [\"{string.Join("\", \"", tone.Words)}\"]", page, StringComparison.Ordinal));
        Assert.All(WordTone.All, tone => Assert.Contains($".word[data-tone={tone.Name}]", page, StringComparison.Ordinal));
        Assert.Equal(WordTone.All.SelectMany(tone => tone.Words).Order(StringComparer.Ordinal), WordFill.All.SelectMany(fill => fill.Words).Order(StringComparer.Ordinal));
        Assert.Distinct(WordTone.All.SelectMany(tone => tone.Words));
    }

    [Fact]
    public void Without_a_run_before_nothing_is_called_new()
    {
        var page = Written(new PageSource(("findings", [Finding("STUCK", "bat-1", null)])) { Found = [new FindingCount("STUCK", "WARNING", 1)] });
        Assert.Equal(["WARNING STUCK 1"], Lines(page, "findings-title"));
        Assert.Contains("There was no run before this one.", page, StringComparison.Ordinal);
        Assert.Single(new PageReadBack().Read(_folder.Path, ReportCatalog.Findings));
    }

    [Fact]
    public void Findings_that_the_previous_run_did_not_have_are_new_and_those_it_alone_had_are_gone()
    {
        var now = new[] { Finding("DRIFT", "bat-1", null, 7), Finding("DRIFT", "bat-1", null, 9), Finding("MAPPING_ERROR", "bat-1", "f1"), Finding("MAPPING_ERROR", "bat-2", "f1") };
        var before = new[] { Finding("DRIFT", "bat-1", null, 7), Finding("MAPPING_ERROR", "bat-1", "f0"), Finding("MAPPING_ERROR", "bat-1", "f1", 2), Finding("STUCK", "bat-9", null) };
        var page = Written(new PageSource(("findings", now))
        {
            Found = [new FindingCount("DRIFT", "WARNING", 2), new FindingCount("MAPPING_ERROR", "WARNING", 2)],
            Previous = new PageSource(("findings", before)),
        });
        Assert.Equal(["WARNING DRIFT 2 1", "WARNING MAPPING_ERROR 2 1 1", "WARNING STUCK 0 1"], Lines(page, "findings-title"));

        var marked = ReportCatalog.Findings with { Columns = [.. ReportCatalog.Findings.Columns, new Column("new", ColumnKind.Flag, "…")] };
        Assert.Equal([0L, 1L, 0L, 1L], new PageReadBack().Read(_folder.Path, marked).Select(row => row[^1]));
    }

    [Fact]
    public void New_and_gone_are_what_a_naive_difference_says()
    {
        const int seed = 88;
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var random = new Random(seed);

        for (var round = 0; round < 300; round++)
        {
            var (before, now) = (RandomFindings(random), RandomFindings(random));
            var changes = new FindingChanges();
            using var marked = new MarkedFindings(ReportCatalog.Findings, new CellRows(now), new CellRows(before), changes);

            while (marked.Read())
            {
            }

            foreach (var rule in new[] { "A", "B" })
            {
                var both = now.Concat(before).Where(row => (string?)row[1] == rule).Select(Key).Distinct().ToList();
                var more = both.Sum(key => Math.Max(0, now.Count(row => Key(row) == key) - before.Count(row => Key(row) == key)));
                var fewer = both.Sum(key => Math.Max(0, before.Count(row => Key(row) == key) - now.Count(row => Key(row) == key)));
                Assert.Equal((more, fewer), changes.Of(rule, "WARNING"));
            }
        }
    }

    [Fact]
    public void Rows_that_only_fill_the_page_are_left_out_and_it_says_so()
    {
        var source = new PageSource(
            ("status-timeline", [PageSource.Row(ReportCatalog.StatusTimeline, ("subject_type", "batch")), PageSource.Row(ReportCatalog.StatusTimeline, ("subject_type", "job"))]),
            ("reconciliation", [.. new[] { "MATCHED", "MISSING", null }.Select(word => PageSource.Row(ReportCatalog.Reconciliation, ("class", word)))]));
        var written = new PageReportWriter().Write(_folder.Order(source, ReportCatalog.StatusTimeline, ReportCatalog.Reconciliation), TestContext.Current.CancellationToken);
        Assert.Equal([new WrittenReport("status-timeline", 1), new WrittenReport("reconciliation", 2)], written.Single().Reports);
        Assert.Contains("\"left_out\":\"the files that MATCHED\"", File.ReadAllText(_folder.File("index.html")), StringComparison.Ordinal);
    }

    [Fact]
    public void An_integer_that_JavaScript_would_round_is_text()
    {
        new PageReportWriter().Write(
            _folder.Order(new CellSource([[.. Samples.Row.Take(4), long.MaxValue, double.PositiveInfinity, 0L], [.. Samples.Row.Take(4), long.MinValue, 1d, 0L]]), Samples.Report),
            TestContext.Current.CancellationToken);
        Assert.Contains("[\"9223372036854775807\",\"-9223372036854775808\"],\n[\"Infinity\",1]", File.ReadAllText(_folder.File("index.html")), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private string Written(PageSource source)
    {
        new PageReportWriter().Write(_folder.Order(source, ReportCatalog.Findings, ReportCatalog.Batches), TestContext.Current.CancellationToken);
        return File.ReadAllText(_folder.File(PageReportWriter.FileName));
    }

    private static object?[] Finding(string rule, string? batch, string? file, long observation = 1) => PageSource.Row(
        ReportCatalog.Findings, ("severity", "WARNING"), ("rule", rule), ("batch_id", batch), ("source_directory_file_id", file),
        ("observation", observation), ("priority", 2L), ("occurrence", 0L));

    private static List<object?[]> RandomFindings(Random random) =>
    [
        .. Enumerable.Range(0, random.Next(12))
            .Select(n => Finding(random.Next(2) == 0 ? "A" : "B", Any(random, "b"), Any(random, "f"), n))
            .OrderBy(row => (string?)row[1], StringComparer.Ordinal).ThenBy(row => (string?)row[2], StringComparer.Ordinal)
            .ThenBy(row => (string?)row[3], StringComparer.Ordinal).ThenBy(row => row[9]),
    ];

    private static string? Any(Random random, string letter) => random.Next(3) == 0 ? null : letter + random.Next(2);

    private static string Key(object?[] row) => $"{row[1]} {row[2] ?? "∅"} {row[3] ?? "∅"}";

    private static string Hash(string page, string element)
    {
        var text = Regex.Match(page, $"<{element}>(.*?)</{element}>", RegexOptions.Singleline).Groups[1].Value;
        return "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    private static int Tags(string page, string element) => Regex.Count(page, $"</?{element}[ >]");

    private static List<string> Figures(string page) =>
        [.. Regex.Matches(page, "<li[^>]*><b>(.*?)</b>(.*?)<span class=\"name\">(.*?)</span>(?:</a>)?</li>").Select(match => Words($"{match.Groups[3].Value} {match.Groups[1].Value} {match.Groups[2].Value}"))];

    private static List<string> Lines(string page, string title)
    {
        var section = page[page.IndexOf($"id=\"{title}\"", StringComparison.Ordinal)..];
        return [.. Regex.Matches(section[..section.IndexOf("</section>", StringComparison.Ordinal)], "<tr>(.*?)</tr>").Skip(1).Select(match => Words(match.Groups[1].Value))];
    }

    private static string Words(string html) => Spaces().Replace(Regex.Replace(html, "</t[dh]>|<[^>]+>", match => match.Value.StartsWith("</t", StringComparison.Ordinal) ? " " : ""), " ").Trim();

    [GeneratedRegex(" +")]
    private static partial Regex Spaces();
}
