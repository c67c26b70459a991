using BatchAudit.Cli;
using BatchAudit.Tests.Webhooks;

namespace BatchAudit.Tests.Cli.Canaries;

/// <summary>Every command at its most talkative, against a proxy that repeats every secret: none is in any byte that is written.</summary>
public sealed class CanaryTests
{
    private const string Formats = "csv,tsv,json,jsonl,xlsx,html";

    /// <summary>What each command is called with, one step after the other; of a step, everything at once. Null: it serves until it is stopped.</summary>
    private static readonly (string Command, string[]? Lines)[] Steps =
    [
        ("export", [$"export {string.Join(' ', EchoingProxy.Batches)} --format {Formats} --out out --log json --concurrency 4"]),
        ("collect", ["collect --all --json --history all.db", "collect bat-refused --deadline 1s --log json --history late.db", "collect --all --dry-run", "collect bat-detail --quiet --history quiet.db"]),
        ("watch", ["watch bat-detail bat-moved --every 1s --history watched.db --log json"]),
        ("report", [$"report --format {Formats} --out again --pack pack.zip --json", "report findings --out - --format csv"]),
        ("query", ["query --list", "query --json", "query --log json", "query --format table"]),
        ("timeline", ["timeline bat-detail --format csv", "timeline bat-good --json"]),
        ("diff", ["diff --json", "diff --log json"]),
        ("status", ["status --json", "status --log json"]),
        ("verify", ["verify --json", "verify --reports out"]),
        ("anchor", ["anchor anchors.txt"]),
        ("backup", ["backup copy.db --log json"]),
        ("rebuild", ["rebuild fresh.db --log json"]),
        ("prune", ["prune --payloads-older-than 1s --dry-run"]),
        ("config", ["config", "config --json"]),
        ("doctor", null),
        ("listen", null),
        ("emulate", null),
        ("demo", ["demo --log json"]),
        ("completion", ["completion bash"]),
        ("help", ["help", "help exit-codes"]),
    ];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public void No_command_is_forgotten()
    {
        using var app = new AppHost(TextWriter.Null, TextWriter.Null, TimeProvider.System);

        Assert.Equal(
            RootCommandLine.Build(app).Subcommands.Select(command => command.Name).Order(StringComparer.Ordinal),
            Steps.Select(step => step.Command).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task No_secret_is_in_anything_that_any_command_writes()
    {
        await using var proxy = new EchoingProxy();
        await using var program = await BehindAsync(proxy);

        foreach (var (_, lines) in Steps.Where(step => step.Lines is not null))
        {
            await Task.WhenAll(lines!.Select(async line =>
            {
                string[] words = [.. line.Split(' '), .. line.StartsWith("query --", StringComparison.Ordinal) && line != "query --list" ? (string[])["select * from failures"] : []];
                var ended = await program.RunAsync(words);
                AssertSilent(ended, line);
                Assert.True(words[0] != "verify" || ended.ExitCode == 0, ended.Output);
            }));
        }

        Assert.Equal([Canary.Login], proxy.Logins.Distinct());
        Assert.Equal(EchoingProxy.Batches.Length - 1, program.Scalar<int>("select count(distinct batch_id) from failures"));
        Assert.True(File.Exists(program.File("out", "index.html")));
        AssertNoFile(program);
    }

    [Fact]
    public async Task Doctor_repeats_no_secret_whatever_the_proxy_says_instead_of_an_answer()
    {
        await using var proxy = new EchoingProxy();
        await using var program = await BehindAsync(proxy);

        foreach (var breach in EchoingProxy.Breaches)
        {
            proxy.ListsAs = breach;
            AssertSilent(await program.RunAsync(["doctor", .. breach == "bat-line" ? (string[])["--json"] : []]), breach);
        }

        // Which no answer was needed for: the key in the address, and an address with a login.
        program.Environment["LLAMA_CLOUD_BASE_URL"] = $"{Canary.EncodedLogin}@127.0.0.1:{proxy.Port}";
        AssertSilent((await program.RunAsync("doctor")).With(ExitCode.Configuration), "doctor");
        AssertSilent((await program.RunAsync("config")).With(ExitCode.Done), "config");
        AssertSilent((await program.RunAsync("collect", "bat-good")).With(ExitCode.Configuration), "collect");
        AssertNoFile(program);
    }

    [Fact]
    public async Task What_serves_until_it_is_stopped_repeats_none_either()
    {
        await using var proxy = new EchoingProxy();
        await using var program = await BehindAsync(proxy);

        await using (var listening = await ListeningProgram.StartAsync(program, "--log", "json"))
        {
            await listening.SendAsync("evt-1", "batch.completed", "bat-detail");
            await listening.SendAsync(Canary.Song, "sha256=" + Signed.Secret);
            await listening.SendAsync("evt-2", Canary.Song, "bat-1");
            AssertSilent(await listening.StopAsync(), "listen");
        }

        using var emulator = program.Begin("emulate", "--port", "0", "--log", "json");
        _ = await emulator.StandardOutput.ReadLineAsync(Cancelled);
        await BuiltProgram.SignalAsync(emulator, "TERM");
        AssertSilent(await BuiltProgram.EndAsync(emulator), "emulate");

        Assert.Equal(1, program.Scalar<int>("select count(*) from failures"));
        AssertNoFile(program);
    }

    [Theory]
    [InlineData("HTTPS_PROXY", "http://")]
    [InlineData("https_proxy", "")]
    [InlineData("ALL_PROXY", "http://")]
    public async Task The_login_of_a_proxy_is_nowhere_when_it_digs_no_tunnel(string variable, string scheme)
    {
        await using var proxy = new EchoingProxy();
        await using var program = await BehindAsync(proxy);
        program.Environment.Remove("http_proxy");
        program.Environment["LLAMA_CLOUD_BASE_URL"] = "https://127.0.0.1:1";
        program.Environment[variable] = $"{scheme}{Canary.EncodedLogin}@127.0.0.1:{proxy.Port}";

        var doctor = await program.RunAsync("doctor");
        var export = await UntilItWaitsAsync(program, "export", "bat-1", "--out", "out", "--log", "json");

        Assert.Contains($"http://127.0.0.1:{proxy.Port}/", doctor.Output, StringComparison.Ordinal);
        Assert.Contains($"http://127.0.0.1:{proxy.Port}/", export.Error, StringComparison.Ordinal);
        AssertSilent(doctor, "doctor");
        AssertSilent(export, "export");
        Assert.Equal([Canary.Login], proxy.Logins.Distinct());
        AssertNoFile(program);
    }

    private static async Task<BuiltProgram> BehindAsync(EchoingProxy proxy)
    {
        var program = await BuiltProgram.AgainstAsync("""{ "batches": [] }""");
        program.Environment["LLAMA_CLOUD_API_KEY"] = Canary.Key;
        program.Environment["LLAMA_CLOUD_BASE_URL"] = $"http://127.0.0.1:{proxy.Port}";
        program.Environment["BATCH_AUDIT_WEBHOOK_SECRET"] = Signed.Secret;
        program.Environment["http_proxy"] = $"http://{Canary.EncodedLogin}@127.0.0.1:{proxy.Port}";
        return program;
    }

    /// <summary>It would ask again and again; the reason for the first wait says all.</summary>
    private static async Task<Ended> UntilItWaitsAsync(BuiltProgram program, params string[] words)
    {
        using var process = program.Begin(words);
        var said = new List<string>();

        while (await process.StandardError.ReadLineAsync(Cancelled) is { } line)
        {
            said.Add(line);

            if (line.Contains("\"waiting\"", StringComparison.Ordinal))
            {
                await BuiltProgram.SignalAsync(process, "TERM");
                break;
            }
        }

        var ended = await BuiltProgram.EndAsync(process);
        return ended with { Error = string.Join('\n', [.. said, ended.Error]) };
    }

    private static void AssertSilent(Ended ended, string line)
    {
        Assert.NotEqual((int)ExitCode.Bug, ended.ExitCode);
        Canary.AssertNotIn(ended.Output, $"what {line} says");
        Canary.AssertNotIn(ended.Error, $"what {line} says on stderr");
    }

    private static void AssertNoFile(BuiltProgram program)
    {
        foreach (var file in program.Files)
        {
            Canary.AssertNotInFile(program.File(file));
        }
    }
}
