using System.Collections.Immutable;
using System.CommandLine;
using BatchAudit.Cli.Manual;
using BatchAudit.Cli.Options;
using BatchAudit.Cli.Options.Values;
using BatchAudit.Reporting;

namespace BatchAudit.Cli.Commands;

/// <summary><c>batch-audit timeline</c>: what happened to a batch, a job or a file.</summary>
internal sealed class TimelineCommand : Command, IDocumentedCommand
{
    private readonly Argument<string> _id = new("ID") { Description = "A batch (bat-…), a job (pjb-…, ext-…) or a file (dfl-…)." };
    private readonly Option<bool> _jobs = new("--jobs") { Description = "Of a batch, also what happened to its jobs." };
    private readonly RowFormat _format = new();
    private readonly CommonOptions _common = new();

    public ImmutableArray<Example> Examples { get; } =
    [
        new("Every batch, job and error of one file", "timeline dfl-4b1f"),
        new("A batch, with what happened to its jobs", "timeline bat-1a7c40e2 --jobs"),
        new("As a table for a spreadsheet", "timeline bat-1a7c40e2 --format csv"),
    ];

    public ImmutableArray<string> Topics { get; } = ["reports", "sql"];

    public TimelineCommand(AppHost app)
        : base("timeline", "What happened to a batch, a job or a file, from the history alone.")
    {
        Add(_id);
        Add(_jobs);
        _format.AddTo(this);
        _common.AddTo(this);

        Validators.Add(result =>
        {
            if (result.GetValue(_id) is { } id && !GivenId.IsPossible(id, IdFormat.Subject, out var fault))
            {
                result.AddError(fault);
            }
        });

        SetAction(parsed =>
        {
            var settings = _common.Override(Settings.Load(), parsed);
            var rows = app.OpenStore(settings.History).OpenTimeline(parsed.GetValue(_id)!, parsed.GetValue(_jobs));
            app.ListenForSignals();
            _format.Print(app, parsed, _common.IsJson(parsed), (rows, Timeline.Report));
            return (int)ExitCode.Done;
        });
    }
}
