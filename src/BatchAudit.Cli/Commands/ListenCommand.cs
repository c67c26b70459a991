using System.Collections.Immutable;
using System.CommandLine;
using System.Net;
using System.Text;
using BatchAudit.Cli.Manual;
using BatchAudit.Cli.Options;
using BatchAudit.Cli.Output.Summaries;
using BatchAudit.Listening;

namespace BatchAudit.Cli.Commands;

/// <summary><c>batch-audit listen</c>: a webhook about a batch makes a run that reads it.</summary>
internal sealed class ListenCommand : Command, IDocumentedCommand
{
    private readonly ListenOptions _listen = new();
    private readonly KeyOptions _key = new();
    private readonly CommonOptions _common = new();

    public ImmutableArray<Example> Examples { get; } =
    [
        new("What a proxy with TLS passes on to port 8485", "listen --history ~/audit/batch-audit.db"),
        new("With the secret from a file", "listen --secret-file secret.txt --port 9000"),
    ];

    public ImmutableArray<string> Topics { get; } = ["webhooks", "settings", "exit-codes"];

    public ListenCommand(AppHost app)
        : base("listen", "Receive LlamaCloud's webhooks, and read each batch that they are about, until interrupted.")
    {
        _listen.AddTo(this);
        _key.AddTo(this);
        _common.AddTo(this);
        SetAction(async (parsed, cancellationToken) => (int)await ListenAsync(app, parsed));
    }

    private async Task<ExitCode> ListenAsync(AppHost app, ParseResult parsed)
    {
        var settings = _common.Override(_key.Override(Settings.Load(), parsed), parsed);
        var options = _listen.Bind(parsed);
        app.Redaction.AddWebhookSecret(options.Secret is { } secret ? Encoding.UTF8.GetString(secret) : null);
        var runs = new WebhookRuns(app, settings, _common.IsQuiet(parsed)) { Printer = _common.IsJson(parsed) ? new JsonSummary(app.Output) : null };
        runs.Check();

        var notices = new NoticeQueue();
        app.ListenForSignals(collects: true);
        await using var server = await app.ListenForWebhooksAsync(options, notices);
        await GreetAsync(app, parsed, server.BaseAddress, options);

        var followed = await new FollowNotices(notices, app.Time).RunAsync(
            new FollowRequest
            {
                Reading = app.FitToStore(_listen.Reading(parsed, settings)),
                Collect = runs.CollectAsync,
                Grace = _listen.Grace(parsed),
            },
            app.Interruption);

        if (followed.LeftOver.Count > 0)
        {
            app.Messages.Note($"error: not read any more: {string.Join(' ', followed.LeftOver)}");
        }

        return followed.ExitCode;
    }

    private async Task GreetAsync(AppHost app, ParseResult parsed, Uri address, WebhookPort options)
    {
        if (!_common.IsJson(parsed))
        {
            await app.Output.WriteLineAsync(address.ToString().TrimEnd('/'));
        }

        if (!_common.IsQuiet(parsed))
        {
            app.Messages.Note($"Listening on {address} until Ctrl-C.");
        }

        if (!IPAddress.IsLoopback(options.Address))
        {
            app.Messages.Note("warning: others can reach this, and it does not encrypt. Put a proxy with TLS in front.");
        }

        if (options.AllowUnsigned)
        {
            app.Messages.Note("warning: webhooks that are not signed are let in: anyone who reaches the port can make this read batches.");
        }
    }
}
