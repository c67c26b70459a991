using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace BatchAudit.Tests.LlamaCloud;

/// <summary>A request as the server saw it.</summary>
internal sealed record Asked(string Target, IReadOnlyDictionary<string, string> Headers);

/// <summary>Writes one answer; the connection is closed afterwards.</summary>
internal delegate Task Scripted(Asked asked, Stream stream, CancellationToken cancellationToken);

/// <summary>
/// Answers one request after the other, on real sockets, from a script. Disposing it fails when an answer was left over or
/// one was missing.
/// </summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<Scripted> _script = new();
    private readonly ConcurrentQueue<Asked> _asked = new();
    private readonly ConcurrentQueue<string> _unscripted = new();
    private readonly Task _loop;

    public ScriptedServer()
    {
        _listener.Start();
        _loop = AcceptAsync();
    }

    public string Url => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public IReadOnlyList<Asked> Requests => [.. _asked];

    public IReadOnlyList<string> Targets => [.. _asked.Select(asked => asked.Target)];

    public ScriptedServer Then(Scripted answer)
    {
        _script.Enqueue(answer);
        return this;
    }

    public ScriptedServer Then(Reply reply) => Then((_, stream, cancellationToken) => reply.WriteAsync(stream, cancellationToken));

    public ScriptedServer Then(string json) => Then(Reply.Json(json));

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _loop;
        _stop.Dispose();

        Assert.Empty(_unscripted);
        Assert.True(_script.IsEmpty, $"{_script.Count} scripted answers were never asked for.");
    }

    private async Task AcceptAsync()
    {
        var open = new List<Task>();

        try
        {
            while (true)
            {
                open.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or InvalidOperationException or SocketException)
        {
            // The listener is closed; which of these says so depends on the instant.
            await Task.WhenAll(open);
        }
    }

    private async Task ServeAsync(TcpClient connection)
    {
        try
        {
            using (connection)
            {
                await using var stream = connection.GetStream();
                var asked = await ReadAsync(stream, _stop.Token);
                _asked.Enqueue(asked);

                if (_script.TryDequeue(out var answer))
                {
                    await answer(asked, stream, _stop.Token);
                }
                else
                {
                    _unscripted.Enqueue(asked.Target);
                }
            }
        }
        catch (Exception failure) when (failure is IOException or OperationCanceledException)
        {
            // The client went away, or the test ended: both are its good right.
        }
    }

    private static async Task<Asked> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var head = new List<byte>();
        var one = new byte[1];

        while (!head.TakeLast(4).SequenceEqual("\r\n\r\n"u8.ToArray()))
        {
            await stream.ReadExactlyAsync(one, cancellationToken);
            head.Add(one[0]);
        }

        var lines = Encoding.Latin1.GetString([.. head]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var headers = lines.Skip(1).Select(line => line.Split(": ", 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);
        return new Asked(lines[0], headers);
    }
}
