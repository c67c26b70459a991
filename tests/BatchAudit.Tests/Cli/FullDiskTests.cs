namespace BatchAudit.Tests.Cli;

/// <summary>A disk that is full: a file system of 64 KB in memory, which only the program sees.</summary>
public sealed class FullDiskTests(PlayedDemo demo) : IClassFixture<PlayedDemo>
{
    /// <summary>Whoever is not root is root in a namespace of their own. What was there is there again afterwards.</summary>
    private const string OnFullDisk = """
        as=""; [ "$(id -u)" = 0 ] || as="--user --map-root-user"
        unshare $as --mount sh -c '
            disk=$1; shift
            mount -t tmpfs -o size=64k tmpfs "$disk" && cp "$disk.old"/* "$disk" || exit 99
            "$@"; code=$?
            ls -A "$disk" >"$disk.names"; cp "$disk"/* "$disk.after"
            exit $code' sh "$@"
        """;

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
        Array.ForEach([folder, folder + ".old", folder + ".after"], place => Directory.CreateDirectory(program.File(place)));
        await File.WriteAllTextAsync(program.File(folder + ".old", name), "old", TestContext.Current.CancellationToken);

        var ended = (await program.RunShellAsync(
            $"set -- {folder} \"$@\"\n{OnFullDisk}", "report", "--format", format, "--history", "demo/demo.db", "--out", folder)).With(ExitCode.Partial);

        Assert.Contains($"Not all reports could be written to '{folder}': ", ended.Error, StringComparison.Ordinal);
        Assert.Contains("The history holds everything.", ended.Error, StringComparison.Ordinal);
        Assert.Contains("No space left on device", ended.Error, StringComparison.Ordinal);
        Assert.Equal(name + "\n", await File.ReadAllTextAsync(program.File(folder + ".names"), TestContext.Current.CancellationToken));
        Assert.Equal("old", await File.ReadAllTextAsync(program.File(folder + ".after", name), TestContext.Current.CancellationToken));
    }
}
