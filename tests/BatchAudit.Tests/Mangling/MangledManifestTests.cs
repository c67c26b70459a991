using BatchAudit.Reporting.Manifests;
using BatchAudit.Tests.Reports.Manifests;

namespace BatchAudit.Tests.Mangling;

public sealed class MangledManifestTests : IDisposable
{
    private readonly ReportedHistory _reported = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whatever_is_changed_in_a_manifest_it_is_refused_or_says_the_same_of_every_file()
    {
        var folder = await _reported.WriteAsync("out", formats: "csv");
        var path = Path.Combine(folder, Manifest.FileName);
        var original = await File.ReadAllTextAsync(path, Cancelled);
        var vouched = Vouched(VerifyReports.Run(folder).Manifest);

        Mangled.Try(1500, random =>
        {
            File.WriteAllBytes(path, Mangled.Json(random, original));

            try
            {
                var verified = VerifyReports.Run(folder);
                Assert.True(!verified.Wrong.IsEmpty || Vouched(verified.Manifest).SequenceEqual(vouched));
            }
            catch (AuditException refused)
            {
                Assert.Equal(FailureKind.Verification, refused.Kind);
            }
        });
    }

    [Theory]
    [InlineData("""{"parts":[null]}""")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("")]
    public async Task What_is_no_manifest_is_said_to_be_none(string text)
    {
        await File.WriteAllTextAsync(_reported.Folder.File(Manifest.FileName), text, Cancelled);

        var refused = Assert.Throws<AuditException>(() => VerifyReports.Run(_reported.Folder.Path));

        Assert.Equal(FailureKind.Verification, refused.Kind);
        Assert.Contains("is no manifest of BatchAudit", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"parts\": [", "\"parts\": [ null,")]
    [InlineData("\"name\": \"batches.csv\"", "\"name\": null")]
    [InlineData("\"parts\": [", "\"parts\": null, \"x\": [")]
    [InlineData("\"columns\": [", "\"columns\": [ null,")]
    [InlineData("\"schema_version\": 1", "\"schema_version\": 1, \"schema_version\": 1")]
    [InlineData("\"bytes\": ", "\"bytes\": 1e99, \"x\": ")]
    public async Task A_null_a_repetition_and_a_wrong_type_are_refused(string found, string instead)
    {
        var folder = await _reported.WriteAsync("out", formats: "csv");
        var path = Path.Combine(folder, Manifest.FileName);
        var text = await File.ReadAllTextAsync(path, Cancelled);
        Assert.Contains(found, text, StringComparison.Ordinal);
        await File.WriteAllTextAsync(path, text.Replace(found, instead, StringComparison.Ordinal), Cancelled);

        Assert.Equal(FailureKind.Verification, Assert.Throws<AuditException>(() => VerifyReports.Run(folder)).Kind);
    }

    [Fact]
    public void A_manifest_of_many_megabytes_is_not_read()
    {
        using (var file = File.Create(_reported.Folder.File(Manifest.FileName)))
        {
            file.SetLength(1L << 30);
        }

        Assert.Contains("larger than 16 MB", Assert.Throws<AuditException>(() => VerifyReports.Run(_reported.Folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pipe_in_the_place_of_a_file_is_told_and_not_waited_for()
    {
        var folder = await _reported.WriteAsync("out", formats: "csv");
        await ReplaceByPipeAsync(Path.Combine(folder, "runs.csv"));
        await ReplaceByPipeAsync(Path.Combine(folder, "real"));
        File.Delete(Path.Combine(folder, "rerun.csv"));
        File.CreateSymbolicLink(Path.Combine(folder, "rerun.csv"), "real");

        Assert.Equal(["rerun.csv", "runs.csv"], VerifyReports.Run(folder).Wrong.Select(wrong => wrong.Name));

        await ReplaceByPipeAsync(Path.Combine(folder, Manifest.FileName));
        Assert.Equal(FailureKind.Verification, Assert.Throws<AuditException>(() => VerifyReports.Run(folder)).Kind);
    }

    [Fact]
    public async Task A_pipe_that_is_called_like_the_manifest_before_keeps_no_report_waiting()
    {
        Directory.CreateDirectory(_reported.Folder.File("20260501T000000Z"));
        await ReplaceByPipeAsync(_reported.Folder.File("20260501T000000Z/manifest.json"));

        var folder = await _reported.WriteAsync("20260502T000000Z", formats: "csv");

        Assert.Null(VerifyReports.Run(folder).Manifest.PreviousManifestSha256);
    }

    public void Dispose() => _reported.Dispose();

    private static IEnumerable<(string, long, string)> Vouched(Manifest manifest) =>
        manifest.Parts.Select(part => (part.Name, part.Bytes, part.Sha256)).OrderBy(part => part.Name, StringComparer.Ordinal);

    private static async Task ReplaceByPipeAsync(string path)
    {
        File.Delete(path);
        using var made = System.Diagnostics.Process.Start("mkfifo", [path]);
        await made.WaitForExitAsync(Cancelled);
        Assert.Equal(0, made.ExitCode);
    }
}
