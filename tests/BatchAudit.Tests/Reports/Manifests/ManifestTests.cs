using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using BatchAudit.History.Sqlite;
using BatchAudit.Reporting;
using BatchAudit.Reporting.Manifests;
using BatchAudit.Reports.Csv;

namespace BatchAudit.Tests.Reports.Manifests;

public sealed class ManifestTests : IDisposable
{
    private readonly ReportedHistory _reported = new();

    [Fact]
    public async Task Every_file_is_a_part_with_the_size_the_digest_the_rows_and_the_columns_that_it_has()
    {
        var folder = await _reported.WriteAsync("out");
        var parts = Read(folder).GetProperty("parts").EnumerateArray().ToList();

        Assert.Equal(
            Directory.EnumerateFiles(folder).Select(Path.GetFileName).Where(name => name != "manifest.json").Order(StringComparer.Ordinal),
            parts.Select(part => part.GetProperty("name").GetString()));

        foreach (var part in parts)
        {
            var bytes = await File.ReadAllBytesAsync(Path.Combine(folder, part.GetProperty("name").GetString()!), TestContext.Current.CancellationToken);
            Assert.Equal(bytes.Length, part.GetProperty("bytes").GetInt64());
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), part.GetProperty("sha256").GetString());
        }

        foreach (var report in ReportCatalog.All)
        {
            var records = CsvReadBack.BySylvan(Path.Combine(folder, report.Name + ".csv")).ToList();
            var part = parts.Single(part => part.GetProperty("name").GetString() == report.Name + ".csv");
            var listed = Assert.Single(part.GetProperty("reports").EnumerateArray());
            Assert.Equal("text/csv; charset=utf-8; header=present", part.GetProperty("media_type").GetString());
            Assert.Equal(records.Count - 1, part.GetProperty("rows").GetInt64());
            Assert.Equal(records.Count - 1, listed.GetProperty("rows").GetInt64());
            Assert.Equal(records[0], listed.GetProperty("columns").EnumerateArray().Select(column => column.GetString()!));
        }
    }

    [Fact]
    public async Task The_rest_says_what_was_asked_and_where_it_comes_from()
    {
        var time = new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);
        var folder = await _reported.WriteAsync(
            "out", new Viewpoint(new Thresholds(TimeSpan.FromMinutes(90)), AsOf.Observation(4), time), "csv", "json");
        var manifest = VerifyReports.Run(folder).Manifest;

        Assert.Equal((1, 1, "2026-06-01T00:00:00.000Z", 0), (manifest.SchemaVersion, manifest.RunId, manifest.GeneratedAt, manifest.TruncatedCells));
        Assert.Equal(("batch-audit", "1.0.0"), (manifest.Tool.Name, manifest.Tool.Version));
        Assert.Equal(
            ("4", "all", 5400, "'", false),
            (manifest.Options.AsOf, manifest.Options.Scope, manifest.Options.StuckAfterSeconds, manifest.Options.Guard, manifest.Options.Bom));
        Assert.Equal(((char)FormulaGuard.Prefix).ToString(CultureInfo.InvariantCulture), manifest.Options.Guard);
        Assert.Equal(["csv", "json"], manifest.Options.Formats);
        Assert.Equal(ReportCatalog.All.Select(report => report.Name), manifest.Options.Reports);
        Assert.Equal(
            new ManifestHistory(Hash(1), 1, 4, "2026-05-04T00:00:03.000Z", Hash(4), Anchor: null),
            manifest.History);
        Assert.Equal([new ContractDrift("UNKNOWN_WORD", "Job status MELTED", 2, 4)], manifest.ContractDrift);
        Assert.Null(manifest.PreviousManifestSha256);

        string Hash(long seq) => _reported.History.Scalar<string>(FormattableString.Invariant($"select hash from observation where seq = {seq}"));
    }

    [Fact]
    public async Task The_balance_is_the_equation_of_the_batches()
    {
        var folder = await _reported.WriteAsync("out", formats: "csv");
        var balance = Read(folder).GetProperty("totals").GetProperty("balance");

        Assert.Equal(
            "files_in_directory 3, files_in_results 3, matched 2, missing 1, late_added 0, deleted 0, orphan 1, name_unknown 0, awaited 0, unaccounted 0",
            string.Join(", ", balance.EnumerateObject().Skip(1).Select(term => $"{term.Name} {term.Value}")));

        // The equation as it is written, worked out.
        var sum = 0L;

        foreach (var term in balance.GetProperty("equation").GetString()!.Split(" = ")[1].Replace("- ", "+ -", StringComparison.Ordinal).Split(" + "))
        {
            var (factor, name) = term.Replace("2 * ", "", StringComparison.Ordinal) is var bare && bare != term ? (2, bare) : (1, term);
            sum += factor * (name[0] == '-' ? -1 : 1) * balance.GetProperty(name.TrimStart('-')).GetInt64();
        }

        Assert.Equal(sum, balance.GetProperty("unaccounted").GetInt64());
    }

    [Fact]
    public async Task What_a_format_could_not_hold_is_told_with_the_file()
    {
        var manifest = Read(await _reported.WriteAsync("out", formats: ["csv", "xlsx"]));

        Assert.NotEqual(0, manifest.GetProperty("truncated_cells").GetInt64());
        Assert.Contains(
            "mapping-errors.csv: mapping-errors: 1 cell got a ' in front, for a spreadsheet would have run the text as a formula.",
            manifest.GetProperty("warnings").EnumerateArray().Select(warning => warning.GetString()));
        Assert.Contains(
            manifest.GetProperty("warnings").EnumerateArray(),
            warning => warning.GetString()!.StartsWith("batch-audit.xlsx: mapping-errors: 1 cell held more than 32767 characters", StringComparison.Ordinal));
    }

    [Fact]
    public async Task There_is_no_manifest_while_files_change_and_none_when_one_could_not_be_written()
    {
        var folder = await _reported.WriteAsync("out", formats: "csv");
        var source = new SqliteReportSource(_reported.History.Path, "1.0.0");
        var seen = true;
        var writer = new WriterThat(order =>
        {
            seen = File.Exists(Path.Combine(order.Folder, "manifest.json"));
            throw new IOException("The disk is full.");
        });

        var failure = await Assert.ThrowsAsync<AuditException>(() => WriteReports.RunAsync(
            new ReportOrder(source, ReportCatalog.All, folder), [writer], TestContext.Current.CancellationToken));

        Assert.Equal(FailureKind.Report, failure.Kind);
        Assert.False(seen);
        Assert.Equal(ReportCatalog.All.Select(report => report.Name + ".csv").Order(StringComparer.Ordinal), Directory.EnumerateFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Manifests_name_the_one_before_in_the_folder_or_in_the_newest_earlier_run_folder_beside_it()
    {
        Assert.Null(Previous(await _reported.WriteAsync("20260501T220000Z", formats: "csv")));
        Assert.Null(Previous(await _reported.WriteAsync("20260401T220000Z", formats: "csv")));
        Assert.Null(Previous(await _reported.WriteAsync("of-no-run", formats: "csv")));
        var before = Digest("20260501T220000Z");

        Assert.Equal(before, Previous(await _reported.WriteAsync("20260503T220000Z", formats: "csv")));

        var again = Digest("of-no-run");
        Assert.Equal(again, Previous(await _reported.WriteAsync("of-no-run", formats: "csv")));
    }

    [Fact]
    public async Task An_empty_history_has_a_manifest_without_times()
    {
        using var history = new ReportFolder();
        SqliteHistory.Open(history.File("empty.db")).Dispose();
        var source = new SqliteReportSource(history.File("empty.db"), "1.0.0");

        await WriteReports.RunAsync(
            new ReportOrder(source, ReportCatalog.All, _reported.Folder.Path), [new CsvReportWriter()], TestContext.Current.CancellationToken);

        var manifest = Read(_reported.Folder.Path);
        Assert.Equal(JsonValueKind.Null, manifest.GetProperty("generated_at").ValueKind);
        Assert.Equal(JsonValueKind.Null, manifest.GetProperty("run_id").ValueKind);
        Assert.All(manifest.GetProperty("history").EnumerateObject(), field => Assert.Equal(JsonValueKind.Null, field.Value.ValueKind));
        Assert.Empty(VerifyReports.Run(_reported.Folder.Path).Wrong);
    }

    public void Dispose() => _reported.Dispose();

    private string Digest(string folder) =>
        Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(_reported.Folder.File(folder), "manifest.json"))));

    private static string? Previous(string folder) => Read(folder).GetProperty("previous_manifest_sha256").GetString();

    private static JsonElement Read(string folder) => JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "manifest.json"))).RootElement;

    private sealed class WriterThat(Action<ReportOrder> writes) : IReportWriter
    {
        public string Format => "none";

        public string MediaType => "text/plain";

        public IReadOnlyList<WrittenFile> Write(ReportOrder order, CancellationToken cancellationToken)
        {
            writes(order);
            return [];
        }
    }
}
