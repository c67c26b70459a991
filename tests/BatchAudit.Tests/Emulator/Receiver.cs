using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace BatchAudit.Tests.Emulator;

/// <summary>A webhook as it was received.</summary>
internal sealed record Received(string Path, IReadOnlyDictionary<string, string> Headers, string Body);

/// <summary>Receives webhooks, and answers what it is told to: 200 unless there is something else in the row.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Channel<Received> _received = Channel.CreateUnbounded<Received>();
    private readonly Queue<int> _answers = new();

    private Receiver(WebApplication app) => _app = app;

    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    public static async Task<Receiver> StartAsync(params int[] answers)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var receiver = new Receiver(builder.Build());

        foreach (var answer in answers)
        {
            receiver._answers.Enqueue(answer);
        }

        receiver._app.Run(receiver.AnswerAsync);
        await receiver._app.StartAsync(TestContext.Current.CancellationToken);
        return receiver;
    }

    /// <returns>The next so many, in the order in which they came.</returns>
    public async Task<IReadOnlyList<Received>> TakeAsync(int count)
    {
        var taken = new List<Received>();

        while (taken.Count < count)
        {
            taken.Add(await _received.Reader.ReadAsync(TestContext.Current.CancellationToken));
        }

        return taken;
    }

    public bool IsEmpty => !_received.Reader.TryPeek(out _);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var body = new StreamReader(context.Request.Body);
        var headers = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        var received = new Received(context.Request.Path, headers, await body.ReadToEndAsync(TestContext.Current.CancellationToken));

        context.Response.StatusCode = _answers.TryDequeue(out var answer) ? answer : 200;
        context.Response.Headers.Location = "/elsewhere";
        await context.Response.CompleteAsync();
        await _received.Writer.WriteAsync(received, TestContext.Current.CancellationToken);
    }
}
