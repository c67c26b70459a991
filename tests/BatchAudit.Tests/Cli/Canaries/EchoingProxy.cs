using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace BatchAudit.Tests.Cli.Canaries;

/// <summary>
/// A proxy on loopback that wants a login, and answers in the server's place: for each batch in another way, and each time with
/// every secret in it. What a batch is called says how.
/// </summary>
internal sealed class EchoingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentBag<string> _logins = [];
    private readonly Task _loop;

    public EchoingProxy()
    {
        _listener.Start();
        _loop = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>What it answers when it is asked for the list of batches; null for a good list.</summary>
    public string? ListsAs { get; set; }

    public IReadOnlyCollection<string> Logins => _logins;

    /// <summary>That are not asked about again.</summary>
    public static string[] Batches { get; } =
        ["bat-good", "bat-status", "bat-headers", "bat-detail", "bat-page", "bat-moved", "bat-result", "bat-escaped", "bat-broken"];

    /// <summary>What the runtime complains about in its own words.</summary>
    public static string[] Breaches { get; } = ["bat-refused", "bat-chunk", "bat-header", "bat-line", "bat-moved", "bat-status", "bat-broken"];

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _loop;
        _stop.Dispose();
    }

    private static string AnswerTo(string batch) => batch switch
    {
        "bat-good" => Json($$"""{ "id": "bat-good", "status": "COMPLETED", "results": [ { "source_directory_file_id": "dfl-1", "error_message": "no" } ] }"""),
        "bat-status" => Head($"500 {Canary.Song}", "X-Should-Retry: false\r\n") + "\r\n",
        "bat-headers" => Head("400 No", $"Server: {Canary.Song}\r\nWWW-Authenticate: Bearer error=\"{Canary.Key}\"\r\n") + "\r\n",
        "bat-detail" => Json(JsonSerializer.Serialize(new { detail = new[] { new { loc = new[] { Canary.Key }, msg = Canary.Song } } }), "422 No"),
        "bat-page" => Head("410 No", "Content-Type: text/html\r\n") + $"\r\n<html>&lt;{WebUtility.HtmlEncode(Canary.Song)}&gt;</html>",
        "bat-moved" => Head("302 Found", $"Location: https://{Canary.EncodedLogin}@elsewhere.example/{Uri.EscapeDataString(Canary.Key)}?token={Uri.EscapeDataString(Canary.Key)}\r\n") + "\r\n",
        "bat-result" => Json($$"""{ "id": "bat-result", "status": "COMPLETED", "results": [ { "source_directory_file_id": "dfl-1", "error_message": "{{Canary.Song}}" } ] }"""),
        "bat-escaped" => Json($$"""{ "id": "{{Escaped(Canary.Key)}}", "status": "COMPLETED", "results": [] }"""),
        "bat-refused" => Head("407 No", "Proxy-Authenticate: Basic realm=\"x\"\r\n") + $"\r\n{Canary.Song}",
        "bat-chunk" => Head("200 OK", "Transfer-Encoding: chunked\r\n") + $"\r\n{Canary.Song}\r\n",
        "bat-header" => Head("200 OK", $"{Canary.Key} {Canary.EncodedLogin.Split(':')[1]} {Canary.BasicLogin} canary-user\r\n") + "\r\n",
        "bat-line" => $"{Canary.Song}\r\n\r\n",
        "bat-broken" => Head("200 OK", "") + $"\r\nProxy says: {Canary.Login}, {Canary.Key}",
        _ => Json("""{ "detail": "Not found" }""", "404 Not Found"),
    };

    private static string Json(string body, string status = "200 OK") => Head(status, "Content-Type: application/json\r\n") + "\r\n" + body;

    private static string Head(string status, string headers) => $"HTTP/1.1 {status}\r\nConnection: close\r\n{headers}";

    private static string Escaped(string text) => string.Concat(text.Select(letter => $"\\u{(int)letter:x4}"));

    private string AnswerTo(string target, List<string> head)
    {
        if (head.Find(line => line.StartsWith("Proxy-Authorization: Basic ", StringComparison.OrdinalIgnoreCase)) is not { } login)
        {
            return AnswerTo("bat-refused");
        }

        _logins.Add(Encoding.UTF8.GetString(Convert.FromBase64String(login.Split(' ')[2])));

        if (head[0].StartsWith("CONNECT ", StringComparison.Ordinal))
        {
            // The runtime tells of a tunnel that was not dug, and names the proxy with all that it knows of it.
            return Head("502 Bad Gateway", "Content-Length: 0\r\n") + "\r\n";
        }

        var path = new Uri(target, UriKind.Absolute).AbsolutePath;
        var last = path.Split('/')[^1];

        return last != "batches" ? AnswerTo(last)
            : ListsAs is { } batch ? AnswerTo(batch)
            : Json($$"""{ "items": [ {{string.Join(',', Batches.Select(id => $$"""{ "id": "{{id}}", "status": "RUNNING" }"""))}} ] }""");
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
            await Task.WhenAll(open);
        }
    }

    private async Task ServeAsync(TcpClient connection)
    {
        try
        {
            using (connection)
            {
                using var reader = new StreamReader(connection.GetStream(), Encoding.Latin1, leaveOpen: true);
                var head = new List<string>();

                while (await reader.ReadLineAsync(_stop.Token) is { Length: > 0 } line)
                {
                    head.Add(line);
                }

                if (head.Count > 0)
                {
                    await connection.GetStream().WriteAsync(Encoding.UTF8.GetBytes(AnswerTo(head[0].Split(' ')[1], head)), _stop.Token);
                }
            }
        }
        catch (Exception failure) when (failure is IOException or OperationCanceledException)
        {
            // Who asked went away.
        }
    }
}
