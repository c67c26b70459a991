using System.Diagnostics.CodeAnalysis;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace BatchAudit.Emulator;

/// <summary>A LlamaCloud lookalike on the loopback address, from start to disposal.</summary>
public sealed class EmulatorServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly WebhookSender _webhooks;

    private EmulatorServer(WebApplication app, WebhookSender webhooks, Uri baseAddress, RequestLog requests) =>
        (_app, _webhooks, BaseAddress, Requests) = (app, webhooks, baseAddress, requests);

    public Uri BaseAddress { get; }

    public RequestLog Requests { get; }

    /// <exception cref="AuditException">Configuration: the port is taken.</exception>
    [SuppressMessage("Reliability", "CA2000", Justification = "The server owns what sends its webhooks.")]
    public static async Task<EmulatorServer> StartAsync(EmulatorOptions options, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, options.Port);
        });

        var app = builder.Build();
        var requests = new RequestLog();
        var world = new World(options.Scenario, options.Scenario.Start ?? options.Time.GetUtcNow());
        var webhooks = new WebhookSender(world, options);
        var pipeline = new Pipeline(options, world, requests);
        app.Run(pipeline.AnswerAsync);
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (IOException failure)
        {
            await app.DisposeAsync();
            await webhooks.DisposeAsync();
            throw new AuditException(
                FailureKind.Configuration,
                $"The emulator cannot listen on port {options.Port}: {failure.Message}",
                "Choose another port, or 0 for any free one.",
                failure);
        }

        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        webhooks.Start();
        return new(app, webhooks, new(addresses.Addresses.Single()), requests);
    }

    /// <summary>Does not wait for requests that hang: a delayed answer on a clock that stands still would never come.</summary>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
        await _webhooks.DisposeAsync();
    }
}
