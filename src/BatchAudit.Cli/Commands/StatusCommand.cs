using System.Collections.Immutable;
using System.CommandLine;
using BatchAudit.Checking;
using BatchAudit.Cli.Manual;
using BatchAudit.Cli.Options;
using BatchAudit.Cli.Options.Values;
using BatchAudit.Cli.Output;
using BatchAudit.Reporting;

namespace BatchAudit.Cli.Commands;

/// <summary><c>batch-audit status</c>: how the history stands, for a monitor.</summary>
internal sealed class StatusCommand : Command, IDocumentedCommand
{
    private readonly Option<TimeSpan?> _maxAge = new("--max-age")
    {
        Description = "Unhealthy when the last run ended longer ago, such as 26h.",
        HelpName = "span",
        CustomParser = Duration.Parse,
    };

    private readonly Option<TimeSpan?> _every = new("--every")
    {
        Description = "How often a run is to begin, such as 24h: more than one and a half times that is a missed night. Without it none is unhealthy.",
        HelpName = "span",
        CustomParser = Duration.Parse,
    };

    private readonly FindingOptions _findings = new();
    private readonly CommonOptions _common = new();

    public ImmutableArray<Example> Examples { get; } =
    [
        new("For a person", "status"),
        new("For a monitor: 0, or 5 when a night was missed, the last run is old, or something is stuck", "status --max-age 26h --every 24h --fail-on STUCK"),
    ];

    public ImmutableArray<string> Topics { get; } = ["scheduling", "exit-codes"];

    public StatusCommand(AppHost app)
        : base("status", "The last run, missed nights, stuck batches and open findings; 5 when unhealthy.")
    {
        Add(_maxAge);
        Add(_every);
        _findings.AddTo(this);
        _common.AddTo(this);

        SetAction(parsed =>
        {
            var settings = _common.Override(Settings.Load(), parsed);
            var limits = new HealthLimits(parsed.GetValue(_maxAge), parsed.GetValue(_every), _findings.FailOn(parsed, settings));
            var thresholds = _findings.Thresholds(parsed, settings);
            thresholds = thresholds with { Every = limits.Every ?? thresholds.Every };
            var store = app.OpenStore(settings.History);
            var source = store.OpenReports(new Viewpoint(thresholds));
            var health = ExamineHealth.Run(source, limits, app.Time.GetUtcNow(), store.IsLocked);
            HealthPrinter.Print(app, health, _common.IsJson(parsed), _common.IsQuiet(parsed));
            return (int)health.ExitCode;
        });
    }
}
