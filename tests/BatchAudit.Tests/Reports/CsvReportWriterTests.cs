using System.Collections.Immutable;
using System.Text;
using BatchAudit.Reports.Csv;

namespace BatchAudit.Tests.Reports;

public sealed class CsvReportWriterTests : IDisposable
{
    private readonly ReportFolder _folder = new();

    [Fact]
    public void The_bytes_are_what_RFC_4180_says()
    {
        Write([Samples.Row, Samples.Nulls, ["a \"b\", c", "=1", "", "not a time", -5L, -0.5, 0L]]);
        Assert.Equal(
            "file_name,job_id,outcome,first_seen_at,credits,run_seconds,stuck\r\n"
            + "a file.pdf,00123,OK,2026-05-01T13:30:00.123Z,17,0.1,true\r\n"
            + ",,,,,,\r\n"
            + "\"a \"\"b\"\", c\",'=1,,not a time,-5,-0.5,false\r\n",
            Encoding.UTF8.GetString(File.ReadAllBytes(_folder.File("file-jobs.csv"))));
    }

    [Fact]
    public void Two_parsers_that_are_not_ours_read_the_same_fields()
    {
        const int seed = 412;
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var texts = Samples.HostileTexts.Concat(Enumerable.Range(0, 3_000).Select(_ => Samples.RandomText(random))).ToList();
        Write(texts.Select(Samples.WithText));

        var path = _folder.File("file-jobs.csv");
        var sylvan = CsvReadBack.BySylvan(path).ToList();
        Assert.Equal(sylvan, CsvReadBack.ByCsvHelper(path));
        Assert.Equal(texts, sylvan.Skip(1).Select(row => CsvReadBack.Unguarded(row[0])));
    }

    [Fact]
    public void No_text_field_begins_like_a_formula_and_every_number_stays_one()
    {
        Write(Samples.HostileTexts.Select(text => (object?[])[text, text, text, Samples.Row[3], -17L, -0.5, 1L]));

        foreach (var row in CsvReadBack.BySylvan(_folder.File("file-jobs.csv")).Skip(1))
        {
            Assert.All(row[..3], field => Assert.DoesNotMatch("^[\\s\uFEFF\"]*[=+\\-@\\x00\uFF1D\uFF0B\uFF0D\uFF20]", field));
            Assert.Equal(["2026-05-01T13:30:00.123Z", "-17", "-0.5", "true"], row[3..]);
        }
    }

    [Fact]
    public void Guarded_cells_are_counted_in_a_sentence() =>
        Assert.Equal(
            ["file-jobs: 3 cells got a ' in front, for a spreadsheet would have run the text as a formula."],
            Write([Samples.WithText("=1"), Samples.Row]));

    public void Dispose() => _folder.Dispose();

    private ImmutableArray<string> Write(IEnumerable<object?[]> rows) =>
        new CsvReportWriter().Write(_folder.Order(new CellSource(rows), Samples.Report), TestContext.Current.CancellationToken).Single().Warnings;
}
