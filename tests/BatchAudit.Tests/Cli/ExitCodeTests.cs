using System.Text.Json.Nodes;
using BatchAudit.History.Sqlite;

namespace BatchAudit.Tests.Cli;

/// <summary>Every exit code there is, each from a run of the built program. A new code has to join here.</summary>
public sealed class ExitCodeTests
{
    /// <summary>Of two batches one is gone and one has a failed job; the answer for the third never comes.</summary>
    private const string Scenario = """
        {
          "start": "2026-05-04T22:00:00Z",
          "batches": [ { "id": "bat-1", "files": 1, "rates": { "job_failed": 1 } }, { "id": "bat-gone", "files": 1 }, { "id": "bat-slow", "files": 1 } ],
          "faults": [ { "match": "*bat-gone", "status": 404 }, { "match": "*bat-slow", "delay": "01:00:00" } ],
        }
        """;

    public static TheoryData<ExitCode> All => [.. Enum.GetValues<ExitCode>()];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(All))]
    public async Task Every_code_is_how_a_run_ends(ExitCode code)
    {
        var clock = new TellingClock(requests: 1);
        await using var program = await BuiltProgram.AgainstAsync(Scenario, apiKey: BuiltProgram.Key, time: clock);

        (await (code switch
        {
            ExitCode.Done => program.RunAsync("export", "bat-1"),
            ExitCode.Bug => WithoutSqliteAsync(program),
            ExitCode.Usage => program.RunAsync("exprot", "bat-1"),
            ExitCode.Partial => program.RunAsync("export", "bat-1", "bat-gone"),
            ExitCode.Unauthorized => WithAsync(program, "LLAMA_CLOUD_API_KEY", "llx-another"),
            ExitCode.Findings => program.RunAsync("export", "bat-1", "--fail-on", "error"),
            ExitCode.Verification => ForgedAsync(program),
            ExitCode.Unreachable => program.RunAsync("collect", "bat-slow", "--deadline", "2s"),
            ExitCode.Locked => LockedAsync(program),
            ExitCode.History => program.RunAsync("report"),
            ExitCode.Configuration => WithAsync(program, "BATCH_AUDIT_CONCURRENCY", "many"),
            ExitCode.HungUp => SignalledAsync(program, clock, "HUP"),
            ExitCode.Interrupted => SignalledAsync(program, clock, "INT"),
            ExitCode.Terminated => SignalledAsync(program, clock, "TERM"),
            _ => throw new ArgumentOutOfRangeException(nameof(code), code, "No run ends like this yet: add one."),
        })).With(code);
    }

    [Fact]
    public async Task Help_says_what_each_code_means()
    {
        await using var program = await BuiltProgram.AgainstAsync(Scenario);

        var ended = (await program.RunAsync("help", "exit-codes")).With(ExitCode.Done);

        var codes = ended.Lines.Select(line => line.Trim().Split(' ')[0]).Where(word => int.TryParse(word, System.Globalization.CultureInfo.InvariantCulture, out _));
        Assert.Equal(Enum.GetValues<ExitCode>().Select(code => ((int)code).ToString(System.Globalization.CultureInfo.InvariantCulture)), codes);
        Assert.All(ended.Lines, line => Assert.InRange(line.Length, 0, 80));
    }

    private static Task<Ended> WithAsync(BuiltProgram program, string name, string value)
    {
        program.Environment[name] = value;
        return program.RunAsync("collect", "bat-1");
    }

    private static async Task<Ended> LockedAsync(BuiltProgram program)
    {
        using var history = SqliteHistory.Open(program.History);
        return await program.RunAsync("collect", "bat-1");
    }

    private static async Task<Ended> ForgedAsync(BuiltProgram program)
    {
        (await program.RunAsync("export", "bat-1", "--report", "runs", "--format", "csv", "--out", "out")).With(ExitCode.Done);
        await File.AppendAllTextAsync(program.File("out", "runs.csv"), "2,…\r\n", Cancelled);
        return await program.RunAsync("verify", "--reports", "out");
    }

    private static async Task<Ended> SignalledAsync(BuiltProgram program, TellingClock clock, string signal)
    {
        using var process = program.Begin("collect", "bat-slow");
        await clock.Asked.WaitAsync(Cancelled);
        await BuiltProgram.SignalAsync(process, signal);
        return await BuiltProgram.EndAsync(process);
    }

    /// <summary>An installation without its SQLite: nothing that a user did, and nothing that the program expects.</summary>
    private static async Task<Ended> WithoutSqliteAsync(BuiltProgram program)
    {
        var (origin, broken) = (AppContext.BaseDirectory, Directory.CreateDirectory(program.File("broken")).FullName);

        foreach (var file in Directory.EnumerateFiles(origin, "*.dll").Select(path => Path.GetFileName(path)))
        {
            File.CreateSymbolicLink(Path.Combine(broken, file), Path.Combine(origin, file));
        }

        // Not a link: where this one lies is where the host looks for the rest.
        File.Delete(Path.Combine(broken, "batch-audit.dll"));
        File.Copy(Path.Combine(origin, "batch-audit.dll"), Path.Combine(broken, "batch-audit.dll"));
        File.Copy(Path.Combine(origin, "batch-audit.runtimeconfig.json"), Path.Combine(broken, "batch-audit.runtimeconfig.json"));
        var parts = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(origin, "batch-audit.deps.json"), Cancelled))!;
        RemoveNative(parts.AsObject());
        await File.WriteAllTextAsync(Path.Combine(broken, "batch-audit.deps.json"), parts.ToJsonString(), Cancelled);

        return await program.RunShellAsync("dotnet broken/batch-audit.dll --version");
    }

    private static void RemoveNative(JsonObject part)
    {
        foreach (var (name, value) in part.ToArray())
        {
            if (name.StartsWith("runtimes/", StringComparison.Ordinal) && name.Contains("e_sqlite3", StringComparison.Ordinal))
            {
                part.Remove(name);
            }
            else if (value is JsonObject inner)
            {
                RemoveNative(inner);
            }
        }
    }
}
