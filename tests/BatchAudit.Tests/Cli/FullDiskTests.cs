using System.Globalization;

namespace BatchAudit.Tests.Cli;

/// <summary>A disk that is full, played by a limit on the size of files, which the system answers in the same way.</summary>
public sealed class FullDiskTests(PlayedDemo demo) : IClassFixture<PlayedDemo>
{
    /// <summary>Files of 512 bytes × this are all that fits: SQLite's own 32 KB beside the history do.</summary>
    private const int Blocks = 80;

    [Theory]
    [InlineData("csv", "status-timeline.csv")]
    [InlineData("tsv", "status-timeline.tsv")]
    [InlineData("json", "file-jobs.json")]
    [InlineData("jsonl", "file-jobs.jsonl")]
    [InlineData("xlsx", "batch-audit.xlsx")]
    [InlineData("html", "index.html")]
    public async Task A_full_disk_is_said_clearly_and_leaves_the_old_files(string format, string name)
    {
        var program = demo.Program;
        var folder = "out-" + format;
        Directory.CreateDirectory(program.File(folder));
        await File.WriteAllTextAsync(program.File(folder, name), "old", TestContext.Current.CancellationToken);

        // Without the runtime's own large files in memory, which the limit would count, too.
        program.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        var ended = (await program.RunShellAsync(
            string.Create(CultureInfo.InvariantCulture, $"trap '' XFSZ; ulimit -f {Blocks}; exec \"$@\""),
            "report", "--format", format, "--history", "demo/demo.db", "--out", folder)).With(ExitCode.Partial);

        Assert.Contains($"Not all reports could be written to '{folder}': ", ended.Error, StringComparison.Ordinal);
        Assert.Contains("The history holds everything.", ended.Error, StringComparison.Ordinal);
        Assert.Equal("old", await File.ReadAllTextAsync(program.File(folder, name), TestContext.Current.CancellationToken));
        Assert.Equal([Path.Combine(folder, name)], program.Files.Where(file => file.StartsWith(folder + "/", StringComparison.Ordinal)));
    }
}
