using System.Diagnostics;
using System.Runtime.Versioning;
using BatchAudit.Files;
using BatchAudit.Tests.Files;

namespace BatchAudit.Tests.Cli;

/// <summary>Pipes, links, sockets and folders where a file is expected, and the other way round.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class PlacesTests(PlayedDemo demo) : IClassFixture<PlayedDemo>
{
    private const string Ask = "query|select 1 as a|--format|csv|--history|demo/demo.db|--out|";

    private const string Answer = "a\r\n1\r\n";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private BuiltProgram Program => demo.Program;

    [Theory]
    [InlineData("collect|--all")]
    [InlineData("collect|--all|--dry-run")]
    [InlineData("export|--all")]
    [InlineData("watch|bat-1")]
    [InlineData("report")]
    [InlineData("query|select 1")]
    [InlineData("query|--list")]
    [InlineData("timeline|bat-1")]
    [InlineData("diff")]
    [InlineData("status")]
    [InlineData("verify")]
    [InlineData("anchor|anchors.txt")]
    [InlineData("backup|copy.db")]
    [InlineData("prune|--payloads-older-than|1d|--yes")]
    [InlineData("listen|--allow-unsigned|--port|0")]
    public async Task A_history_that_can_be_no_file_ends_with_9_before_anything_else(string words)
    {
        foreach (var (path, reason) in await MakeAsync(words))
        {
            var before = Program.Files.ToArray();
            Program.Environment["LLAMA_CLOUD_API_KEY"] = "llx-never-used";
            Program.Environment["LLAMA_CLOUD_BASE_URL"] = "http://127.0.0.1:1";

            var ended = (await Program.RunAsync([.. words.Split('|'), "--history", path])).With(ExitCode.History);

            Assert.Contains(reason, ended.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("is stored", ended.Error, StringComparison.Ordinal);
            Assert.Equal(before, Program.Files);
        }
    }

    [Fact]
    public async Task Doctor_ends_as_a_run_would()
    {
        foreach (var (path, reason) in await MakeAsync("doctor"))
        {
            var ended = await Program.RunAsync("doctor", "--history", path);
            Assert.Contains(reason, ended.Output, StringComparison.Ordinal);
            Assert.NotEqual((int)ExitCode.Done, ended.ExitCode);
        }
    }

    [Fact]
    public async Task An_answer_is_written_into_a_pipe_and_into_what_a_link_leads_to()
    {
        using var nodes = new TemporaryFolder();
        nodes.MakePipe("pipe");
        using (var reader = Process.Start(new ProcessStartInfo("cat", [nodes.File("pipe")]) { RedirectStandardOutput = true })!)
        {
            (await AskAsync(nodes.File("pipe"))).With(ExitCode.Done);
            Assert.Equal(Answer, await reader.StandardOutput.ReadToEndAsync(Cancelled));
        }

        Assert.Equal(PlaceKind.Pipe, Place.KindOf(nodes.File("pipe")));

        await File.WriteAllTextAsync(nodes.File("file"), "old", Cancelled);
        File.CreateSymbolicLink(nodes.File("link"), "file");
        (await AskAsync(nodes.File("link"))).With(ExitCode.Done);
        Assert.Equal(Answer, await File.ReadAllTextAsync(nodes.File("file"), Cancelled));
        Assert.Equal(PlaceKind.Link, Place.KindOf(nodes.File("link")));
        Assert.Equal(["file", "link", "pipe"], nodes.Names);
    }

    [Fact]
    public async Task A_report_is_written_into_a_pipe_too_and_several_are_not()
    {
        using var nodes = new TemporaryFolder();
        nodes.MakePipe("pipe");
        using var reader = Process.Start(new ProcessStartInfo("cat", [nodes.File("pipe")]) { RedirectStandardOutput = true })!;

        (await Program.RunAsync("report", "--history", "demo/demo.db", "--out", nodes.File("pipe"))).With(ExitCode.Usage);
        (await Program.RunAsync("report", "runs", "--history", "demo/demo.db", "--out", nodes.File("pipe"))).With(ExitCode.Done);

        Assert.StartsWith("run_id,", await reader.StandardOutput.ReadToEndAsync(Cancelled), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_system_calls_standard_output_is_standard_output()
    {
        Assert.Equal(Answer, (await AskAsync("/dev/stdout")).With(ExitCode.Done).Output);

        // Not written from the beginning of the file that is behind it.
        var ended = await Program.RunShellAsync("echo before >kept.csv; \"$@\" >>kept.csv", [.. Ask.Split('|', StringSplitOptions.RemoveEmptyEntries), "/dev/stdout"]);
        ended.With(ExitCode.Done);
        Assert.Equal("before\n" + Answer, await File.ReadAllTextAsync(Program.File("kept.csv"), Cancelled));
    }

    [Theory]
    [InlineData("query|select 1|--out", "socket")]
    [InlineData("query|select 1|--out", "folder")]
    [InlineData("query|select 1|--out", "astray")]
    [InlineData("backup|--force", "pipe")]
    [InlineData("backup|--force", "link")]
    [InlineData("backup|--force", "folder")]
    [InlineData("anchor", "pipe")]
    [InlineData("report|runs|--out|reports-of-places|--pack", "pipe")]
    [InlineData("report|runs|--out|reports-of-places|--pack", "link")]
    [InlineData("report|--out", "file")]
    [InlineData("report|--out", "socket")]
    public async Task Anything_else_is_wrong_usage_and_untouched(string words, string node)
    {
        using var nodes = new TemporaryFolder();
        nodes.MakePipe("pipe");
        await File.WriteAllTextAsync(nodes.File("file"), "kept", Cancelled);
        File.CreateSymbolicLink(nodes.File("link"), "file");
        File.CreateSymbolicLink(nodes.File("astray"), "nowhere");
        Directory.CreateDirectory(nodes.File("folder"));
        using var socket = nodes.MakeSocket("socket");
        var before = nodes.Names.Select(name => (name, Place.KindOf(nodes.File(name)))).ToArray();

        (await Program.RunAsync([.. words.Split('|'), nodes.File(node), "--history", "demo/demo.db"])).With(ExitCode.Usage);

        Assert.Equal(before, nodes.Names.Select(name => (name, Place.KindOf(nodes.File(name)))));
        Assert.Equal("kept", await File.ReadAllTextAsync(nodes.File("file"), Cancelled));
        Assert.False(Directory.Exists(Program.File("reports-of-places")));
    }

    [Fact]
    public async Task Whatever_is_written_is_its_owners_alone()
    {
        (await Program.RunAsync("backup", "private/copy.db", "--history", "demo/demo.db")).With(ExitCode.History);
        (await Program.RunAsync("backup", "copy.db", "--history", "demo/demo.db")).With(ExitCode.Done);
        (await Program.RunAsync("anchor", "anchors.txt", "--history", "demo/demo.db")).With(ExitCode.Done);
        (await Program.RunAsync("report", "runs", "--out", "private/reports", "--pack", "private/pack.zip", "--history", "demo/demo.db")).With(ExitCode.Done);
        (await AskAsync("answer.csv")).With(ExitCode.Done);

        string[] made = [.. Program.Files.Where(file => file.StartsWith("demo/", StringComparison.Ordinal) || file.StartsWith("private/", StringComparison.Ordinal)), "copy.db", "anchors.txt", "answer.csv"];
        Assert.Contains("demo/demo.db", made);
        Assert.Contains("demo/demo.db.lock", made);
        Assert.Contains("private/pack.zip", made);
        Assert.All(made, file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Program.File(file))));
        Assert.All(
            Directory.EnumerateDirectories(Program.Folder, "*", SearchOption.AllDirectories).Where(folder => Path.GetRelativePath(Program.Folder, folder).Split('/')[0] != "node"),
            folder => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder)));
    }

    private Task<Ended> AskAsync(string target) => Program.RunAsync([.. Ask.Split('|', StringSplitOptions.RemoveEmptyEntries), target]);

    /// <returns>Paths that can be no history, each with what is wrong with it.</returns>
    private async Task<(string Path, string Reason)[]> MakeAsync(string words)
    {
        // Of the same name for every command: they stay for the next.
        if (!Directory.Exists(Program.File("node")))
        {
            Directory.CreateDirectory(Program.File("node", "folder"));
            using var made = Process.Start("mkfifo", [Program.File("node", "pipe")]);
            await made.WaitForExitAsync(Cancelled);
            File.CreateSymbolicLink(Program.File("node", "astray"), "nowhere");
            await File.WriteAllTextAsync(Program.File("node", "diary.txt"), "Dear diary,\nthis is no database.\n", Cancelled);
        }

        var isReading = !words.StartsWith("collect", StringComparison.Ordinal) && !words.StartsWith("export", StringComparison.Ordinal)
            && !words.StartsWith("watch", StringComparison.Ordinal) && words != "doctor" && !words.StartsWith("listen", StringComparison.Ordinal);

        return
        [
            ("node/folder", "is a folder, and a history is a file"),
            ("node/folder/", "is a folder, and a history is a file"),
            ("node/pipe", "is a pipe, and a history is a file"),
            ("node/astray", "is a link that leads nowhere"),
            ("node/diary.txt", "no SQLite database"),
            ("node/none/h.db", isReading ? "There is no history at" : "There is no folder"),
        ];
    }
}
