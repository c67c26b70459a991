using System.CommandLine;
using BatchAudit.Reporting.Manifests;

namespace BatchAudit.Cli.Commands;

/// <summary><c>batch-audit verify</c>: whether something is still what it was when it was written.</summary>
internal sealed class VerifyCommand : Command
{
    private readonly Option<string> _reports = new("--reports")
    {
        Description = "The folder of reports to compare with its manifest.",
        HelpName = "folder",
        Required = true,
    };

    public VerifyCommand(AppHost app)
        : base("verify", "Check that reports are what they were when they were written.")
    {
        Add(_reports);
        SetAction(parsed => (int)VerifyFolder(app, parsed.GetValue(_reports)!));
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
