using System.Globalization;

namespace BatchAudit.Cli.Output;

/// <summary>What each exit code means, as README says it.</summary>
internal static class ExitCodeTable
{
    public static string Meaning(ExitCode code) => code switch
    {
        ExitCode.Done => "done",
        ExitCode.Bug => "a bug in this program",
        ExitCode.Usage => "wrong usage: nothing was done",
        ExitCode.Partial => "partial: some batches could not be read, or the reports not written; what was read is stored, and the summary names the rest",
        ExitCode.Unauthorized => "not authorised: no key, or the server refuses it",
        ExitCode.Findings => "done, and there are findings that `--fail-on` names; everything was read and written. Of status: unhealthy",
        ExitCode.Verification => "verification failed: the history, an anchor or a report is missing, or not what it was when it was written; stdout says what is wrong",
        ExitCode.Unreachable => "service unreachable, or the deadline was hit",
        ExitCode.Locked => "another run holds the history's lock",
        ExitCode.History => "the history is missing, damaged, newer than this program, or something else, such as a folder; it is untouched",
        ExitCode.Configuration => "bad configuration: a setting cannot be used; or the base URL leads to no LlamaCloud (connection refused, unknown host, untrusted certificate, another server)",
        ExitCode.Interrupted => "interrupted by Ctrl-C: the answers in hand are stored and the run is recorded",
        ExitCode.HungUp => "the terminal went away (SIGHUP): the answers in hand are stored and the run is recorded",
        ExitCode.Terminated => "ended by SIGTERM: the answers in hand are stored and the run is recorded",
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, "It has no meaning yet."),
    };

    /// <summary>A table of all of them.</summary>
    public static string Markdown() => string.Join('\n', ["| code | meaning |", "|---|---|", .. Enum.GetValues<ExitCode>().Select(code =>
        string.Create(CultureInfo.InvariantCulture, $"| {(int)code} | {Meaning(code)} |"))]);
}
