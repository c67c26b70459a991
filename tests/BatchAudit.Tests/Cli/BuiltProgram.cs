using System.Diagnostics;
using System.Globalization;
using BatchAudit.Emulator;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;

namespace BatchAudit.Tests.Cli;

/// <summary>How a run of the program ended.</summary>
internal sealed record Ended(int ExitCode, string Output, string Error)
{
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Fails with what the program said.</summary>
    public Ended With(ExitCode expected)
    {
        Assert.True((int)expected == ExitCode, $"Exit code {ExitCode} instead of {(int)expected}.\n{Output}\n{Error}");
        return this;
    }
}

/// <summary>
/// The program as it was built, in a working folder of its own, against an emulator in this process. The emulator's clock
/// stands still until a test moves it.
/// </summary>
internal sealed class BuiltProgram : IAsyncDisposable
{
    public const string Key = "llx-canary-5f0c1b7e";

    public static readonly DateTimeOffset Start = new(2026, 5, 4, 22, 0, 0, TimeSpan.Zero);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("batch-audit-");
    private readonly EmulatorServer _emulator;

    private BuiltProgram(EmulatorServer emulator)
    {
        _emulator = emulator;
        Folder = _root.CreateSubdirectory("work").FullName;
        Home = _root.CreateSubdirectory("home").FullName;
        Environment["LLAMA_CLOUD_API_KEY"] = Key;
        Environment["LLAMA_CLOUD_BASE_URL"] = emulator.BaseAddress.ToString();
    }

    /// <summary>The working folder; empty at first.</summary>
    public string Folder { get; }

    public string Home { get; }

    /// <summary>What the program finds set, besides what every process does.</summary>
    public Dictionary<string, string> Environment { get; } = [];

    /// <summary>Of the terminal that it runs on; null for one that does not know its size.</summary>
    public (int Rows, int Columns)? TerminalSize { get; set; }

    public Uri Emulator => _emulator.BaseAddress;

    public RequestLog Requests => _emulator.Requests;

    public long BatchesAsked => Requests.CountOf("GET /api/v2/batches/{batch_id}");

    public string History => File("batch-audit.db");

    /// <summary>Every file in the working folder, by its path from there.</summary>
    public IEnumerable<string> Files => Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(Folder, path))
        .Order(StringComparer.Ordinal);

    private static string Assembly => Path.Combine(AppContext.BaseDirectory, "batch-audit.dll");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static async Task<BuiltProgram> AgainstAsync(string scenario, string? apiKey = null, TimeProvider? time = null) =>
        new(await EmulatorServer.StartAsync(
            new EmulatorOptions { Scenario = Scenario.Parse(scenario), ApiKey = apiKey, Time = time ?? new FakeTimeProvider(Start) },
            Cancelled));

    public string File(params string[] names) => Path.Combine([Folder, .. names]);

    public Task<Ended> RunAsync(params string[] arguments) => RunWithInputAsync("", arguments);

    public async Task<Ended> RunWithInputAsync(string input, params string[] arguments)
    {
        using var process = Begin(arguments);
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        return await EndAsync(process);
    }

    /// <param name="script">What the shell is to do with the program, which is <c>"$@"</c>.</param>
    public async Task<Ended> RunShellAsync(string script, params string[] arguments)
    {
        using var process = Launch("sh", ["-c", script, "sh", "dotnet", Assembly, .. arguments]);
        process.StandardInput.Close();
        return await EndAsync(process);
    }

    /// <summary>As typed by somebody at a terminal, who sees what is the output: of stdout and stderr, with a return before each line end.</summary>
    /// <param name="redirection">For the shell, such as <c>2>file</c>; or nothing.</param>
    public async Task<Ended> RunOnTerminalAsync(string redirection, params string[] arguments)
    {
        var typed = string.Join(' ', ((string[])["dotnet", Assembly, .. arguments]).Select(word => $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'"));
        var sized = TerminalSize is var (rows, columns) ? string.Create(CultureInfo.InvariantCulture, $"stty rows {rows} cols {columns}; ") : "";
        using var process = Launch("script", ["--quiet", "--return", "--command", $"{sized}{typed} {redirection}", Path.Combine(Home, "typescript")]);
        process.StandardInput.Close();
        return await EndAsync(process);
    }

    public Process Begin(params string[] arguments) => Launch("dotnet", [Assembly, .. arguments]);

    private Process Launch(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        foreach (var name in start.Environment.Keys.Where(IsOurs).ToArray())
        {
            start.Environment.Remove(name);
        }

        start.Environment["HOME"] = Home;
        start.Environment["XDG_CONFIG_HOME"] = Home;

        foreach (var (name, value) in Environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    public static async Task<Ended> EndAsync(Process process)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        patience.CancelAfter(Patience);

        try
        {
            var output = process.StandardOutput.ReadToEndAsync(patience.Token);
            var error = process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return new Ended(process.ExitCode, await output, await error);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }

    /// <param name="name">As the shell's <c>kill</c> calls it: <c>INT</c>, <c>TERM</c>.</param>
    public static async Task SignalAsync(Process process, string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(Cancelled);
    }

    public T Scalar<T>(string sql)
    {
        using var connection = Connect(SqliteOpenMode.ReadOnly);
        return connection.ExecuteScalar<T>(sql)!;
    }

    public IReadOnlyList<T> Query<T>(string sql)
    {
        using var connection = Connect(SqliteOpenMode.ReadOnly);
        return connection.Query<T>(sql).AsList();
    }

    public void Execute(string sql)
    {
        using var connection = Connect(SqliteOpenMode.ReadWrite);
        connection.Execute(sql);
    }

    public async ValueTask DisposeAsync()
    {
        await _emulator.DisposeAsync();
        _root.Delete(recursive: true);
    }

    private static bool IsOurs(string name) =>
        name.StartsWith("LLAMA_CLOUD_", StringComparison.OrdinalIgnoreCase) || name.StartsWith("BATCH_AUDIT_", StringComparison.OrdinalIgnoreCase);

    private SqliteConnection Connect(SqliteOpenMode mode)
    {
        var connection = new SqliteConnection($"Data Source={History};Mode={mode};Pooling=false");
        connection.Open();
        return connection;
    }
}
