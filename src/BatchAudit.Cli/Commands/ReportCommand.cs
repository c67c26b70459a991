using System.CommandLine;
using BatchAudit.Cli.Options;
using BatchAudit.Cli.Output;
using BatchAudit.Reporting;

namespace BatchAudit.Cli.Commands;

/// <summary><c>batch-audit report</c>: the reports from the history alone, offline.</summary>
internal sealed class ReportCommand : Command
{
    private readonly ReportOptions _report = new();
    private readonly CommonOptions _common = new();
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Only say which reports would be written where." };

    public ReportCommand(AppHost app)
        : base("report", "Write the reports from the history alone, without asking the server.")
    {
        _report.AddTo(this);
        _common.AddTo(this);
        Add(_dryRun);

        SetAction(async (parsed, cancellationToken) =>
        {
            var settings = _common.Override(Settings.Load(), parsed);
            var request = _report.Bind(parsed);
            var source = AppHost.OpenReports(settings.History, _report.Thresholds(parsed));
            var folder = request.Folder ?? ReportRequest.FolderOf(source.Origin.AsOf ?? app.Time.GetUtcNow());

            if (parsed.GetValue(_dryRun))
            {
                var names = string.Join(", ", request.Reports.Select(report => report.Name));
                app.Messages.Note($"Would write {names} to '{folder}'. Nothing was written.");
                return (int)ExitCode.Done;
            }

            app.ListenForSignals();
            var files = await WriteReports.RunAsync(new ReportOrder(source, request.Reports, folder), request.Writers, app.Interruption.Token);
            var code = request.ExitCodeOf(source);
            SummaryPrinter.For(app, _common.IsJson(parsed), _common.IsQuiet(parsed)).Print(new ReportSummary(source, folder, files, code));
            return (int)code;
        });
    }
}
