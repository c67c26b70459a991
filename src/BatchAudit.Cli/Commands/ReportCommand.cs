using System.Collections.Immutable;
using System.CommandLine;
using BatchAudit.Cli.Manual;
using BatchAudit.Cli.Options;
using BatchAudit.Cli.Output.Streams;
using BatchAudit.Cli.Output.Summaries;
using BatchAudit.Files;
using BatchAudit.Reporting;
using BatchAudit.Reporting.Packing;

namespace BatchAudit.Cli.Commands;

/// <summary><c>batch-audit report</c>: the reports from the history alone, offline.</summary>
internal sealed class ReportCommand : Command, IDocumentedCommand
{
    private readonly ReportOptions _report = new();
    private readonly ViewpointOptions _viewpoint = new();
    private readonly CommonOptions _common = new();
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Only say which reports would be written where." };

    private readonly Option<string?> _pack = new("--pack")
    {
        Description = "Also pack what was written into a zip file, with all it takes to check it by hand.",
        HelpName = "file.zip",
    };

    public ImmutableArray<Example> Examples { get; } =
    [
        new("All reports of all there is", "report"),
        new("Two of them, as CSV", "report file-jobs findings --format csv --out today"),
        new("One, for another program to read", "report file-jobs --out - --format jsonl"),
        new("Last quarter's again, with all it takes to check them", "report --as-of 2026-03-31 --out q1 --pack q1.zip"),
    ];

    public ImmutableArray<string> Topics { get; } = ["reports", "manifest", "options", "exit-codes"];

    public ReportCommand(AppHost app)
        : base("report", "Write the reports from the history alone, without asking the server.")
    {
        _report.AddTo(this);
        _report.AddNamesTo(this);
        _viewpoint.AddTo(this);
        Add(_pack);
        _common.AddTo(this);
        Add(_dryRun);

        SetAction(async (parsed, cancellationToken) =>
        {
            var settings = _common.Override(Settings.Load(), parsed);
            var request = _report.Bind(parsed, settings);
            var source = app.OpenStore(settings.History).OpenReports(_viewpoint.Bind(parsed, _report.Thresholds(parsed, settings)));
            var folder = request.Folder ?? ReportRequest.FolderOf(source.Origin.AsOf ?? app.Time.GetUtcNow());

            if (parsed.GetValue(_dryRun))
            {
                var names = string.Join(", ", request.Reports.Select(report => report.Name));
                app.Messages.Note(PrintedReport.IsMeant(folder)
                    ? $"Would print {names}. Nothing was written."
                    : $"Would write {names} to '{folder}'. Nothing was written.");
                return (int)ExitCode.Done;
            }

            app.ListenForSignals();
            var code = request.ExitCodeOf(source);

            if (PrintedReport.IsMeant(folder))
            {
                try
                {
                    Print(app, request, source, _common.IsQuiet(parsed));
                }
                catch (Exception closed) when (closed is ClosedOutputException || (closed is IOException pipe && OutputPlace.IsClosed(pipe)))
                {
                    // The findings stand, whoever has read enough of the rows.
                }

                return (int)code;
            }

            if (parsed.GetValue(_pack) is { } target)
            {
                ReplacedFile.RequireReplaceable(target);
            }

            var files = await WriteReports.RunAsync(new ReportOrder(source, request.Reports, folder), request.Writers, app.Interruption.Token);
            var pack = parsed.GetValue(_pack) is { } path ? PackReports.Run(folder, path, app.Interruption.Token) : null;
            SummaryPrinter.For(app, _common.IsJson(parsed), _common.IsQuiet(parsed)).Print(new ReportSummary(source, folder, files, code) { Pack = pack });
            return (int)code;
        });
    }

    /// <summary>One report on standard output; what it could not hold is said on stderr.</summary>
    private static void Print(AppHost app, ReportRequest request, IReportSource source, bool quiet)
    {
        using var output = OutputPlace.OpenStream(request.Folder!);
        var writer = (IReportStreamWriter)request.Writers.Single();
        var written = writer.Write(source, request.Reports.Single(), output, app.Interruption.Token);

        foreach (var warning in quiet ? [] : written.Warnings)
        {
            app.Messages.Note(warning);
        }
    }
}
