using BatchAudit.Collecting;
using BatchAudit.History.Sqlite;

namespace BatchAudit.Tests.Cli;

/// <summary>
/// A history in a place that nothing can be written to. For an ordinary user the folder's mode does that; root, who may write
/// everywhere, looks at it through a mount that is read-only.
/// </summary>
public sealed class ReadOnlyHistoryTests(PlayedDemo demo) : IClassFixture<PlayedDemo>
{
    private const string ReadOnly = """
        chmod -R a-w sealed
        trap 'chmod -R u+w sealed' EXIT
        if [ "$(id -u)" = 0 ]; then
            unshare --mount sh -c 'mount --bind sealed sealed && mount -o remount,ro,bind sealed && "$@"' sh "$@"
        else
            "$@"
        fi
        """;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private BuiltProgram Program => demo.Program;

    [Theory]
    [InlineData("verify")]
    [InlineData("report|--out|reports-of-sealed")]
    [InlineData("query|select count(*) from file_jobs")]
    [InlineData("query|--list")]
    [InlineData("status")]
    [InlineData("timeline|bat-1a7c40e2-5d38-4f61-9b04-c2e8a6d71f35")]
    [InlineData("diff")]
    [InlineData("anchor|anchors-of-sealed.txt")]
    [InlineData("backup|copy-of-sealed.db|--force")]
    [InlineData("prune|--payloads-older-than|1d|--dry-run")]
    public async Task A_command_that_only_reads_says_the_same_where_nothing_can_be_written(string words)
    {
        Seal(("demo/demo.db", "sealed/h ?%#'é.db"));
        var arguments = words.Split('|');
        var before = Directory.GetFiles(Program.File("sealed"));

        var open = await Program.RunAsync([.. arguments, "--history", "demo/demo.db"]);
        var closed = await Program.RunShellAsync(ReadOnly, [.. arguments, "--history", "sealed/h ?%#'é.db"]);

        Assert.Equal((open.ExitCode, Neutral(open)), (closed.ExitCode, Neutral(closed)));
        Assert.Contains(open.ExitCode, new[] { (int)ExitCode.Done, (int)ExitCode.Findings });
        Assert.Equal(before, Directory.GetFiles(Program.File("sealed")));
    }

    [Fact]
    public async Task With_a_log_that_only_a_writer_could_bring_in_it_says_how_to_get_at_it()
    {
        using (var writer = new LiveHistory(Program.File("live.db")))
        {
            Seal(("live.db", "sealed/h.db"), ("live.db-wal", "sealed/h.db-wal"));
            File.CreateSymbolicLink(Program.File("link-to-sealed.db"), Program.File("sealed/h.db"));
        }

        var ended = (await Program.RunShellAsync(ReadOnly, "verify", "--history", "sealed/h.db")).With(ExitCode.History);

        Assert.Contains("part of it is still in 'sealed/h.db-wal'", ended.Error, StringComparison.Ordinal);
        Assert.Contains("part of it is still", (await Program.RunShellAsync(ReadOnly, "verify", "--history", "link-to-sealed.db")).With(ExitCode.History).Error, StringComparison.Ordinal);
        Assert.Contains("Copy both files into a folder of your own", ended.Error, StringComparison.Ordinal);
        Assert.Contains("batch-audit backup", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_over_it_says_that_it_cannot_be_written_and_asks_nothing()
    {
        Seal(("demo/demo.db", "sealed/h.db"));
        Program.Environment["LLAMA_CLOUD_API_KEY"] = "llx-never-used";
        Program.Environment["LLAMA_CLOUD_BASE_URL"] = "http://127.0.0.1:1";

        var ended = (await Program.RunShellAsync(ReadOnly, "collect", "--all", "--history", "sealed/h.db")).With(ExitCode.History);

        Assert.Contains("cannot be written", ended.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("is stored", ended.Error, StringComparison.Ordinal);
    }

    private void Seal(params (string From, string To)[] files)
    {
        if (Directory.Exists(Program.File("sealed")))
        {
            Directory.Delete(Program.File("sealed"), recursive: true);
        }

        Directory.CreateDirectory(Program.File("sealed"));

        foreach (var (from, to) in files)
        {
            File.Copy(Program.File(from), Program.File(to));
        }
    }

    /// <summary>What is said, but for where the history is, and when it was looked at.</summary>
    private static string Neutral(Ended ended) => string.Join('\n', ended.Lines
        .Where(line => !line.Contains(".db", StringComparison.Ordinal) && !line.Contains("ago", StringComparison.Ordinal) && !line.Contains("Z ", StringComparison.Ordinal)));

    /// <summary>A history that is open, so that what was stored is still in its log.</summary>
    private sealed class LiveHistory : IDisposable
    {
        private readonly SqliteHistory _history;

        public LiveHistory(string path)
        {
            _history = SqliteHistory.Open(path);
            _history.BeginRun(new RunStart(BuiltProgram.Start, "1.0.0", "https://example.test", "--all"));
        }

        public void Dispose() => _history.Dispose();
    }
}
