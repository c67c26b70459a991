using System.Collections.Immutable;
using System.CommandLine;
using BatchAudit.Checking;
using BatchAudit.Cli.Configuring;
using BatchAudit.Cli.Manual;
using BatchAudit.Cli.Options;
using BatchAudit.Cli.Output;

namespace BatchAudit.Cli.Commands;

/// <summary><c>batch-audit doctor</c>: whether the next run can do its work, and what to do if not. It changes nothing.</summary>
internal sealed class DoctorCommand : Command, IDocumentedCommand
{
    private readonly KeyOptions _key = new();
    private readonly CommonOptions _common = new();

    public ImmutableArray<Example> Examples { get; } =
    [
        new("Before the first run, or when one ends with 4, 7, 9 or 10", "doctor"),
        new("With a key from a file", "doctor --api-key-file key.txt"),
    ];

    public ImmutableArray<string> Topics { get; } = ["settings", "exit-codes"];

    public DoctorCommand(AppHost app)
        : base("doctor", "Check settings, key, server, clock, disk, history and lock, each with a fix.")
    {
        _key.AddTo(this);
        _common.AddTo(this);

        SetAction(async (parsed, cancellationToken) =>
        {
            app.ListenForSignals();
            var checks = await ExamineAsync(app, parsed);
            CheckPrinter.Print(app, checks, _common.IsJson(parsed), _common.IsQuiet(parsed));
            return (int)ExitCodes.Worst(checks.Select(check => check.Code));
        });
    }

    private async Task<IReadOnlyList<Check>> ExamineAsync(AppHost app, ParseResult parsed)
    {
        var checks = new List<Check> { Check.Ok("program", AppHost.Versions + ".") };

        try
        {
            var settings = _common.Override(_key.Override(Settings.Load(), parsed), parsed);
            var store = app.OpenStore(settings.History);
            checks.Add(Check.Ok("settings", $"History '{store.Name}', server {MaskedValue.Address(settings.BaseUrl ?? AppHost.DefaultBaseUrl)}."));
            checks.AddRange(await AskServerAsync(app, settings));

            if (store.FilePath is { } path)
            {
                checks.Add(DiskCheck.Of("disk-history", path, FailureKind.History));
            }

            checks.Add(DiskCheck.Of("disk-reports", "reports", FailureKind.Report));
            checks.AddRange(store.Check());
        }
        catch (AuditException unusable) when (unusable.Kind is FailureKind.Configuration)
        {
            checks.Add(Check.Fail("settings", unusable));
        }

        return checks;
    }

    private static async Task<IReadOnlyList<Check>> AskServerAsync(AppHost app, Settings settings)
    {
        try
        {
            using var client = app.OpenImpatientClient(settings);
            return await app.CheckServerAsync(client);
        }
        catch (AuditException failure) when (failure.Kind is FailureKind.Configuration or FailureKind.Unauthorized)
        {
            return [Check.Fail(failure.Kind is FailureKind.Configuration ? "settings" : "key", failure)];
        }
    }
}
