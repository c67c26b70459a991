using System.Net.Http.Headers;
using System.Text.Json;
using BatchAudit.Emulator;
using Microsoft.Extensions.Time.Testing;

namespace BatchAudit.Tests.Emulator;

/// <summary>A running emulator, a clock that stands at the scenario's start until it is moved, and a client with a key.</summary>
internal sealed class Served : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 5, 4, 22, 0, 0, TimeSpan.Zero);

    private Served(EmulatorServer server, FakeTimeProvider time)
    {
        (Server, Time) = (server, time);
        Client = new HttpClient { BaseAddress = server.BaseAddress };
        Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "llx-test");
    }

    public EmulatorServer Server { get; }

    public FakeTimeProvider Time { get; }

    public HttpClient Client { get; }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static Task<Served> WithAsync(string scenario, string? apiKey = null, FakeTimeProvider? time = null) =>
        WithAsync(Scenario.Parse(scenario), apiKey, time);

    public static async Task<Served> WithAsync(Scenario scenario, string? apiKey = null, FakeTimeProvider? time = null)
    {
        time ??= new FakeTimeProvider(scenario.Start ?? Start);
        var options = new EmulatorOptions { Scenario = scenario, ApiKey = apiKey, Time = time };
        return new(await EmulatorServer.StartAsync(options, Cancelled), time);
    }

    public async Task<JsonElement> GetAsync(string path, int status = 200)
    {
        using var response = await Client.GetAsync(new Uri(path, UriKind.Relative), Cancelled);
        return await ReadAsync(response, status);
    }

    public async Task<JsonElement> SendAsync(HttpMethod method, string path, string? body, int status)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : new StringContent(body) };
        using var response = await Client.SendAsync(request, Cancelled);
        return await ReadAsync(response, status);
    }

    /// <summary>All rows of a list, page by page.</summary>
    public async Task<List<JsonElement>> AllAsync(string path)
    {
        var rows = new List<JsonElement>();
        for (string? token = ""; token is not null;)
        {
            var joint = path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
            var page = await GetAsync(token.Length == 0 ? path : $"{path}{joint}page_token={token}");
            rows.AddRange(page.GetProperty("items").EnumerateArray());
            token = page.GetProperty("next_page_token").GetString();
        }

        return rows;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Server.DisposeAsync();
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage response, int status)
    {
        var text = await response.Content.ReadAsStringAsync(Cancelled);
        Assert.True(status == (int)response.StatusCode, $"{(int)response.StatusCode}: {text[..Math.Min(text.Length, 300)]}");
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}
