using System.Text.Json.Nodes;
using BatchAudit.Reporting.Manifests;
using BatchAudit.Tests.Files;

namespace BatchAudit.Tests.Reports.Manifests;

public sealed class VerifyReportsTests : IDisposable
{
    private readonly ReportedHistory _reported = new();

    [Fact]
    public async Task A_folder_as_it_was_written_is_right_also_the_second_time_and_beside_files_of_others()
    {
        var folder = await _reported.WriteAsync("out");
        await File.WriteAllTextAsync(Path.Combine(folder, "notes.txt"), "mine", TestContext.Current.CancellationToken);

        Assert.Empty(VerifyReports.Run(folder).Wrong);
        Assert.Empty(VerifyReports.Run(folder).Wrong);
    }

    [Fact]
    public async Task Every_file_that_is_not_what_the_manifest_says_is_named_with_what_is_wrong()
    {
        var folder = await _reported.WriteAsync("out", formats: "csv");
        Damage("batches.csv", bytes => [.. bytes[..^1], (byte)(bytes[^1] ^ 1)]);
        Damage("drift.csv", bytes => [.. bytes, 0]);
        Damage("file-jobs.csv", bytes => bytes[..^1]);
        File.Delete(Path.Combine(folder, "runs.csv"));
        File.Copy(Path.Combine(folder, "rerun.csv"), Path.Combine(folder, "runs.json"));
        File.Copy(Path.Combine(folder, "rerun.csv"), Path.Combine(folder, "index.html"));

        Assert.Collection(
            VerifyReports.Run(folder).Wrong.Select(wrong => $"{wrong.Name} {wrong.What}"),
            line => Assert.Matches("^batches.csv has the SHA-256 [0-9a-f]{64} where the manifest says [0-9a-f]{64}$", line),
            line => Assert.Matches("^drift.csv has [0-9]+ bytes where the manifest says [0-9]+$", line),
            line => Assert.Matches("^file-jobs.csv has [0-9]+ bytes where the manifest says [0-9]+$", line),
            line => Assert.Equal("index.html is not in the manifest: it was left by an earlier report, or put there", line),
            line => Assert.Equal("runs.csv is missing", line),
            line => Assert.Equal("runs.json is not in the manifest: it was left by an earlier report, or put there", line));

        void Damage(string name, Func<byte[], byte[]> change) =>
            File.WriteAllBytes(Path.Combine(folder, name), change(File.ReadAllBytes(Path.Combine(folder, name))));
    }

    [Fact]
    public async Task A_pipe_in_a_reports_place_is_called_one_and_not_opened()
    {
        var folder = await _reported.WriteAsync("out", formats: "csv");
        File.Delete(Path.Combine(folder, "runs.csv"));
        using var pipes = new TemporaryFolder();
        pipes.MakePipe("pipe");
        File.CreateSymbolicLink(Path.Combine(folder, "runs.csv"), pipes.File("pipe"));

        Assert.Equal(["runs.csv is a pipe, and no file"], VerifyReports.Run(folder).Wrong.Select(wrong => $"{wrong.Name} {wrong.What}"));
    }

    [Fact]
    public async Task A_count_of_rows_that_no_file_can_have_is_wrong()
    {
        var folder = await _reported.WriteAsync("out", formats: "csv");
        var path = Path.Combine(folder, Manifest.FileName);
        var manifest = JsonNode.Parse(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken))!;
        manifest["parts"]![0]!["rows"] = -1;
        await File.WriteAllTextAsync(path, manifest.ToJsonString(), TestContext.Current.CancellationToken);

        Assert.Equal("has fewer rows than none, as the manifest says", Assert.Single(VerifyReports.Run(folder).Wrong).What);
    }

    [Fact]
    public async Task Every_single_bit_of_a_small_report_counts()
    {
        var folder = await _reported.WriteAsync("out", formats: "csv");
        var path = Path.Combine(folder, "runs.csv");
        var whole = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);

        for (var bit = 0; bit < whole.Length * 8; bit++)
        {
            var damaged = (byte[])whole.Clone();
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            await File.WriteAllBytesAsync(path, damaged, TestContext.Current.CancellationToken);
            Assert.Equal("runs.csv", Assert.Single(VerifyReports.Run(folder).Wrong).Name);
        }
    }

    [Theory]
    [InlineData("../runs.csv")]
    [InlineData("/etc/passwd")]
    [InlineData("..")]
    [InlineData("")]
    public async Task A_manifest_cannot_lead_out_of_its_folder(string name)
    {
        var folder = await _reported.WriteAsync("out", formats: "csv");
        Rewrite(folder, text => text.Replace("\"name\": \"runs.csv\"", $"\"name\": \"{name}\"", StringComparison.Ordinal));

        Assert.Contains(new WrongFile(name, "is no name of a file in this folder"), VerifyReports.Run(folder).Wrong);
    }

    [Theory]
    [InlineData("", "is no manifest of BatchAudit")]
    [InlineData("null", "is no manifest of BatchAudit")]
    [InlineData("[]", "is no manifest of BatchAudit")]
    [InlineData("{}", "is no manifest of BatchAudit")]
    public async Task What_is_no_manifest_vouches_for_nothing(string text, string expected)
    {
        var folder = await _reported.WriteAsync("out", formats: "csv");
        Rewrite(folder, _ => text);

        var failure = Assert.Throws<AuditException>(() => VerifyReports.Run(folder));

        Assert.Equal(FailureKind.Verification, failure.Kind);
        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_a_manifest_was_not_written_to_the_end() => Assert.Equal(
        FailureKind.Verification, Assert.Throws<AuditException>(() => VerifyReports.Run(_reported.Folder.Path)).Kind);

    [Fact]
    public async Task A_field_that_a_later_version_adds_does_no_harm()
    {
        var folder = await _reported.WriteAsync("out", formats: "csv");
        Rewrite(folder, text => text.Replace("\"schema_version\"", "\"signature\": [1], \"schema_version\"", StringComparison.Ordinal));

        Assert.Empty(VerifyReports.Run(folder).Wrong);
    }

    public void Dispose() => _reported.Dispose();

    private static void Rewrite(string folder, Func<string, string> change)
    {
        var path = Path.Combine(folder, Manifest.FileName);
        File.WriteAllText(path, change(File.ReadAllText(path)));
    }
}
