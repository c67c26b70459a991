using System.Diagnostics;
using System.IO.Compression;
using BatchAudit.Reporting;
using BatchAudit.Reporting.Packing;

namespace BatchAudit.Tests.Reports.Manifests;

public sealed class PackReportsTests : IDisposable
{
    private readonly ReportedHistory _reported = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private string PackPath => _reported.Folder.File("pack.zip");

    [Fact]
    public async Task Unzip_and_sha256sum_alone_tell_a_whole_pack_from_one_that_was_touched()
    {
        PackReports.Run(await _reported.WriteAsync("out"), PackPath, Cancelled);
        Directory.CreateDirectory(_reported.Folder.File("unpacked"));
        Assert.Equal(0, (await RunAsync("unzip", "-q", "../pack.zip")).Code);

        var whole = await RunAsync("sha256sum", "--check", "--strict", "SHA256SUMS");
        Assert.Equal(0, whole.Code);
        Assert.Equal(
            Directory.EnumerateFiles(_reported.Folder.File("unpacked")).Select(path => Path.GetFileName(path) + ": OK").Where(line => line != "SHA256SUMS: OK").Order(StringComparer.Ordinal),
            whole.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));

        await File.AppendAllTextAsync(_reported.Folder.File("unpacked/runs.csv"), " ", Cancelled);
        var touched = await RunAsync("sha256sum", "--check", "--strict", "SHA256SUMS");
        Assert.Equal(1, touched.Code);
        Assert.Contains("runs.csv: FAILED", touched.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_reports_give_the_same_pack_whose_entries_bear_the_time_of_the_reports()
    {
        var viewpoint = Viewpoint.Newest with { GeneratedAt = new DateTimeOffset(2026, 6, 1, 12, 30, 2, TimeSpan.Zero) };
        var first = PackReports.Run(await _reported.WriteAsync("one", viewpoint, "csv", "json", "jsonl"), PackPath, Cancelled);
        var again = PackReports.Run(await _reported.WriteAsync("two", viewpoint, "csv", "json", "jsonl"), _reported.Folder.File("again.zip"), Cancelled);

        Assert.Equal(first.Sha256, again.Sha256);
        using var zip = await ZipFile.OpenReadAsync(PackPath, Cancelled);
        Assert.All(zip.Entries, entry => Assert.Equal(new DateTime(2026, 6, 1, 12, 30, 2), entry.LastWriteTime.DateTime));
        Assert.Equal("CHECK.txt", zip.Entries[0].FullName);
        Assert.Equal("SHA256SUMS", zip.Entries[^1].FullName);
    }

    [Theory]
    [InlineData(1970, 1980)]
    [InlineData(2200, 2107)]
    public async Task A_time_that_no_zip_file_can_say_becomes_the_nearest(int generated, int expected)
    {
        var viewpoint = Viewpoint.Newest with { GeneratedAt = new DateTimeOffset(generated, 1, 1, 0, 0, 0, TimeSpan.Zero) };
        PackReports.Run(await _reported.WriteAsync("out", viewpoint, "csv"), PackPath, Cancelled);

        using var zip = await ZipFile.OpenReadAsync(PackPath, Cancelled);
        Assert.Equal(expected, zip.Entries[0].LastWriteTime.Year);
    }

    [Fact]
    public async Task The_dictionary_has_every_column_and_the_text_names_the_chain_head()
    {
        PackReports.Run(await _reported.WriteAsync("out", formats: "csv"), PackPath, Cancelled);
        using var zip = await ZipFile.OpenReadAsync(PackPath, Cancelled);
        var dictionary = await TextAsync(zip, "data-dictionary.txt");

        foreach (var report in ReportCatalog.All)
        {
            Assert.Contains($"\n{report.Name}: one row per {report.RowMeaning}\n", dictionary, StringComparison.Ordinal);
            Assert.All(report.Columns, column => Assert.Contains($"\n    {column.Name} ({column.KindInWords}): {column.Meaning}\n", dictionary, StringComparison.Ordinal));
        }

        Assert.Contains(_reported.History.Scalar<string>("select hash from observation order by seq desc limit 1"), await TextAsync(zip, "CHECK.txt"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_is_not_complete_is_not_packed_and_an_old_pack_stays()
    {
        await File.WriteAllTextAsync(PackPath, "old", Cancelled);
        var folder = await _reported.WriteAsync("out", formats: "csv");
        File.Delete(Path.Combine(folder, "runs.csv"));

        Assert.Equal(FailureKind.Report, Assert.Throws<AuditException>(() => PackReports.Run(folder, PackPath, Cancelled)).Kind);
        File.Delete(Path.Combine(folder, "manifest.json"));
        Assert.Equal(FailureKind.Verification, Assert.Throws<AuditException>(() => PackReports.Run(folder, PackPath, Cancelled)).Kind);
        Assert.Throws<OperationCanceledException>(() => PackReports.Run(_reported.WriteAsync("out", formats: "csv").GetAwaiter().GetResult(), PackPath, new CancellationToken(canceled: true)));

        Assert.Equal("old", await File.ReadAllTextAsync(PackPath, Cancelled));
        Assert.Equal(["out", "pack.zip"], _reported.Folder.Names);
    }

    public void Dispose() => _reported.Dispose();

    private static async Task<string> TextAsync(ZipArchive zip, string name)
    {
        using var reader = new StreamReader(await zip.GetEntry(name)!.OpenAsync(Cancelled));
        return await reader.ReadToEndAsync(Cancelled);
    }

    private async Task<(int Code, string Output)> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = _reported.Folder.File("unpacked"),
            RedirectStandardOutput = true,
        })!;
        var output = await process.StandardOutput.ReadToEndAsync(Cancelled);
        await process.WaitForExitAsync(Cancelled);
        return (process.ExitCode, output);
    }
}
