namespace BatchAudit;

/// <summary>How the program ends. README prints this table, and a test produces each of them.</summary>
public enum ExitCode
{
    /// <summary>Done.</summary>
    Done = 0,

    /// <summary>A bug in this program.</summary>
    Bug = 1,

    /// <summary>Wrong usage: nothing was done.</summary>
    Usage = 2,

    /// <summary>Partial: some batches could not be read, or some reports not written. What was read is stored.</summary>
    Partial = 3,

    /// <summary>Not authorised: no key, or the server refuses it.</summary>
    Unauthorized = 4,

    /// <summary>Done, and there are findings that were to be told of this way. Any other failure goes before it.</summary>
    Findings = 5,

    /// <summary>Something that was verified is not what it was when it was written. Nothing goes before it.</summary>
    Verification = 6,

    /// <summary>Service unreachable that answered before, or busy or silent; or the deadline was hit.</summary>
    Unreachable = 7,

    /// <summary>Another run holds the lock.</summary>
    Locked = 8,

    /// <summary>The history is missing, damaged or newer than this program.</summary>
    History = 9,

    /// <summary>
    /// Bad configuration: a setting cannot be used; or the service never answered where the base URL leads, and what did, or why nothing
    /// did (refused connection, unknown host, untrusted certificate, another server), mends itself no other night.
    /// </summary>
    Configuration = 10,

    /// <summary>Ended by SIGHUP: the terminal went away.</summary>
    HungUp = 129,

    /// <summary>Interrupted by Ctrl-C.</summary>
    Interrupted = 130,

    /// <summary>Terminated by SIGTERM.</summary>
    Terminated = 143,
}

/// <summary>The one place where failures become exit codes.</summary>
public static class ExitCodes
{
    public static ExitCode Of(FailureKind kind) => kind switch
    {
        FailureKind.Usage => ExitCode.Usage,
        FailureKind.Unauthorized => ExitCode.Unauthorized,
        FailureKind.NotFound or FailureKind.BadAnswer or FailureKind.Report => ExitCode.Partial,
        FailureKind.Verification => ExitCode.Verification,
        FailureKind.Unreachable or FailureKind.Deadline => ExitCode.Unreachable,
        FailureKind.Locked => ExitCode.Locked,
        FailureKind.History => ExitCode.History,
        FailureKind.Configuration => ExitCode.Configuration,
        _ => ExitCode.Bug,
    };

    /// <summary>The least trustworthy first.</summary>
    private static readonly ExitCode[] Gravity =
    [
        ExitCode.Bug, ExitCode.Verification, ExitCode.History, ExitCode.Configuration, ExitCode.Unauthorized, ExitCode.Unreachable,
        ExitCode.Locked, ExitCode.Partial, ExitCode.Findings,
    ];

    /// <summary>If several apply, the least trustworthy wins; Done if none does.</summary>
    public static ExitCode Worst(IEnumerable<ExitCode> codes)
    {
        var found = codes.ToHashSet();
        return Gravity.FirstOrDefault(found.Contains, ExitCode.Done);
    }
}
