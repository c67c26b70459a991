using BatchAudit.Reporting;
using BatchAudit.Reports.Json;

namespace BatchAudit.Tests.Reports;

public sealed class JsonReportWriterTests : IDisposable
{
    private const string First = """{"file_name":"a file.pdf","job_id":"00123","outcome":"OK","first_seen_at":"2026-05-01T13:30:00.123Z","credits":17,"run_seconds":0.1,"stuck":true}""";
    private const string Second = """{"file_name":null,"job_id":null,"outcome":null,"first_seen_at":null,"credits":null,"run_seconds":null,"stuck":null}""";

    private readonly ReportFolder _folder = new();

    [Fact]
    public void An_array_has_one_object_to_a_line() =>
        Assert.Equal($"[\n{First},\n{Second}\n]\n", Written(new JsonReportWriter(), Samples.Row, Samples.Nulls));

    [Fact]
    public void Lines_are_objects_and_nothing_else() =>
        Assert.Equal($"{First}\n{Second}\n", Written(new JsonLinesReportWriter(), Samples.Row, Samples.Nulls));

    [Fact]
    public void Without_rows_the_array_is_empty_and_so_are_the_lines()
    {
        Assert.Equal("[]\n", Written(new JsonReportWriter()));
        Assert.Equal("", Written(new JsonLinesReportWriter()));
    }

    [Fact]
    public void A_long_integer_keeps_all_its_digits_and_a_number_that_is_none_is_a_word() =>
        Assert.EndsWith(
            "\"credits\":9223372036854775807,\"run_seconds\":\"Infinity\",\"stuck\":false}\n",
            Written(new JsonLinesReportWriter(), [.. Samples.Row.Take(4), long.MaxValue, double.PositiveInfinity, 0L]),
            StringComparison.Ordinal);

    public void Dispose() => _folder.Dispose();

    private string Written(IReportWriter writer, params object?[][] rows)
    {
        var written = writer.Write(_folder.Order(new CellSource(rows), Samples.Report), TestContext.Current.CancellationToken);
        return File.ReadAllText(_folder.File(written.Single().Name));
    }
}
