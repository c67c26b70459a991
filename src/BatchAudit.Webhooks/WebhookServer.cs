using BatchAudit.Listening;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace BatchAudit.Webhooks;

/// <summary>Receives the vendor's webhooks and queues those that are about a batch, from start to disposal.</summary>
public sealed class WebhookServer : IAsyncDisposable
{
    /// <summary>A batch's events are a few hundred bytes.</summary>
    public const int LargestBody = 1024 * 1024;

    /// <summary>Each may hold a largest body, so this bounds the memory, too.</summary>
    private const int MaxConnections = 100;

    private readonly WebApplication _app;

    private WebhookServer(WebApplication app, Uri baseAddress) => (_app, BaseAddress) = (app, baseAddress);

    public Uri BaseAddress { get; }

    /// <exception cref="AuditException">Configuration: the address or the port cannot be had.</exception>
    public static async Task<WebhookServer> StartAsync(WebhookOptions options, NoticeQueue notices, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Bound(kestrel, options));

        var app = builder.Build();
        app.Run(new WebhookEndpoint(notices, options).AnswerAsync);

        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (Exception failure) when (failure is IOException or System.Net.Sockets.SocketException)
        {
            await app.DisposeAsync();
            throw new AuditException(
                FailureKind.Configuration,
                $"Cannot listen on {options.Address}, port {options.Port}: {failure.Message}",
                "Choose another port, or 0 for any free one.",
                failure);
        }

        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        return new(app, new(addresses.Addresses.Single()));
    }

    /// <summary>Requests that are being answered may end; one that still sends its body is cut off.</summary>
    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await _app.StopAsync(patience.Token);
        await _app.DisposeAsync();
    }

    private static void Bound(KestrelServerOptions kestrel, WebhookOptions options)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = LargestBody;
        kestrel.Limits.MaxConcurrentConnections = MaxConnections;
        kestrel.Listen(options.Address, options.Port);
    }
}
