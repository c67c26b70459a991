using System.CommandLine;
using BatchAudit.Cli.Options;
using BatchAudit.Cli.Output;
using BatchAudit.Integrity;

namespace BatchAudit.Cli.Commands;

/// <summary><c>batch-audit verify</c>: whether the history is what was answered.</summary>
internal sealed class VerifyCommand : Command
{
    private readonly CommonOptions _common = new();
    private readonly Option<string?> _anchor = new("--anchor") { Description = "The file that batch-audit anchor wrote to.", HelpName = "file" };
    private readonly Option<Subset?> _subset = new("--subset")
    {
        Description = "Only check this share of payloads and what is derived from them, such as 1/7; the chain is checked whole.",
        HelpName = "n/m",
        CustomParser = RecheckShare.ParseSubset,
    };

    public VerifyCommand(AppHost app)
        : base("verify", "Check the history: its chain, every payload, and every row that is derived from them.")
    {
        _common.AddTo(this);
        Add(_anchor);
        Add(_subset);

        SetAction(async (parsed, cancellationToken) =>
        {
            var settings = _common.Override(Settings.Load(), parsed);
            var anchors = parsed.GetValue(_anchor) is { } file ? AnchorFile.Read(file) : [];
            var report = AppHost.OpenVerifier(settings.History).Verify(anchors, parsed.GetValue(_subset));

            VerificationPrinter.Print(report, app, _common.IsJson(parsed), _common.IsQuiet(parsed));
            return (int)(report.IsValid ? ExitCode.Done : ExitCode.Verification);
        });
    }
}
