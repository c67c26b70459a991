using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using BatchAudit.Cli.Manual;
using BatchAudit.Cli.Options;
using BatchAudit.Cli.Options.Values;
using BatchAudit.Cli.Output;
using BatchAudit.Integrity;
using BatchAudit.Reporting.Manifests;

namespace BatchAudit.Cli.Commands;

/// <summary><c>batch-audit verify</c>: whether the history, or a folder of reports, is still what it was when it was written.</summary>
internal sealed class VerifyCommand : Command, IDocumentedCommand
{
    private readonly CommonOptions _common = new();
    private readonly Option<string?> _anchor = new("--anchor") { Description = "The file that batch-audit anchor wrote to.", HelpName = "file" };
    private readonly Option<Subset?> _subset = new("--subset")
    {
        Description = "Only check this share of payloads and what is derived from them, such as 1/7; the chain is checked whole.",
        HelpName = "n/m",
        CustomParser = RecheckShare.ParseSubset,
    };

    private readonly Option<string?> _reports = new("--reports")
    {
        Description = "Not the history, but the folder of reports to compare with its manifest.",
        HelpName = "folder",
    };

    public ImmutableArray<Example> Examples { get; } =
    [
        new("The whole history", "verify"),
        new("Against a note kept elsewhere", "verify --anchor /mnt/elsewhere/anchors.txt"),
        new("A seventh of a large one", "verify --subset 1/7"),
        new("Reports, by the manifest beside them", "verify --reports q1"),
    ];

    public ImmutableArray<string> Topics { get; } = ["evidence", "manifest", "exit-codes"];

    public VerifyCommand(AppHost app)
        : base("verify", "Check the history: its chain, every payload, and every row derived from them; or reports.")
    {
        _common.AddTo(this);
        Add(_anchor);
        Add(_subset);
        Add(_reports);

        Validators.Add(result =>
        {
            if (result.GetResult(_reports) is not null && result.Children.Count(child => child is OptionResult { Implicit: false }) > 1)
            {
                result.AddError("--reports is about a folder, the other options are about a history. Verify one after the other.");
            }
        });

        SetAction(parsed => (int)(parsed.GetValue(_reports) is { } folder ? VerifyFolder(app, folder) : VerifyHistory(app, parsed)));
    }

    private ExitCode VerifyHistory(AppHost app, ParseResult parsed)
    {
        var settings = _common.Override(Settings.Load(), parsed);
        var anchors = parsed.GetValue(_anchor) is { } file ? AnchorFile.Read(file) : [];
        var report = app.OpenStore(settings.History).Verifier.Verify(anchors, parsed.GetValue(_subset));

        VerificationPrinter.Print(report, app, _common.IsJson(parsed), _common.IsQuiet(parsed));
        return report.IsValid ? ExitCode.Done : ExitCode.Verification;
    }

    private static ExitCode VerifyFolder(AppHost app, string folder)
    {
        var verified = VerifyReports.Run(folder);

        foreach (var file in verified.Wrong)
        {
            app.Output.WriteLine(PrintableText.Of($"{file.Name} {file.What}"));
        }

        app.Output.WriteLine(PrintableText.Of(verified.Wrong.IsEmpty
            ? FormattableString.Invariant($"All {verified.Manifest.Parts.Length} files are what the manifest says. Its SHA-256 is {verified.ManifestSha256}")
            : FormattableString.Invariant($"Files that are not what the manifest says: {verified.Wrong.Length}")));

        return verified.Wrong.IsEmpty ? ExitCode.Done : ExitCode.Verification;
    }
}
