using System.Diagnostics;
using System.Net;
using BatchAudit.Tests.Webhooks;

namespace BatchAudit.Tests.Cli;

/// <summary>The built program while it listens, and whoever sends webhooks to it.</summary>
internal sealed class ListeningProgram : IAsyncDisposable
{
    private readonly HttpClient _sender = new();
    private readonly Process _process;
    private readonly List<string> _said = [];

    private ListeningProgram(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static async Task<ListeningProgram> StartAsync(BuiltProgram program, params string[] options)
    {
        program.Environment.TryAdd("BATCH_AUDIT_WEBHOOK_SECRET", Signed.Secret);
        var process = program.Begin(["listen", "--port", "0", .. options]);
        var line = await process.StandardOutput.ReadLineAsync(Cancelled);

        return line is not null
            ? new ListeningProgram(process, new Uri(line))
            : throw new InvalidOperationException(await process.StandardError.ReadToEndAsync(Cancelled));
    }

    public Task<HttpStatusCode> SendAsync(string eventId, string type, string batchId)
    {
        var body = Signed.Event(eventId, type, batchId);
        return SendAsync(body, Signed.SignatureOf(body));
    }

    public async Task<HttpStatusCode> SendAsync(string body, string? signature)
    {
        using var request = Signed.Request(Address, body, signature);
        using var response = await _sender.SendAsync(request, Cancelled);
        return response.StatusCode;
    }

    /// <returns>The next line on stderr that begins so.</returns>
    public async Task<string> HearAsync(string beginning)
    {
        while (await _process.StandardError.ReadLineAsync(Cancelled) is { } line)
        {
            _said.Add(line);

            if (line.StartsWith(beginning, StringComparison.Ordinal))
            {
                return line;
            }
        }

        throw new InvalidOperationException($"The program ended without saying '{beginning}': {string.Join('\n', _said)}");
    }

    public Task SignalAsync(string name) => BuiltProgram.SignalAsync(_process, name);

    public async Task<Ended> EndAsync()
    {
        var ended = await BuiltProgram.EndAsync(_process);
        return ended with { Error = string.Join('\n', [.. _said, ended.Error]) };
    }

    public async Task<Ended> StopAsync()
    {
        await SignalAsync("TERM");
        return await EndAsync();
    }

    public ValueTask DisposeAsync()
    {
        _sender.Dispose();

        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
        return ValueTask.CompletedTask;
    }
}
