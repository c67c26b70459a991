namespace BatchAudit;

/// <summary>Why something that was to be expected could not be done. Each kind has one exit code.</summary>
public enum FailureKind
{
    /// <summary>The words on the command line make no sense together; nothing was done.</summary>
    Usage,

    /// <summary>There is no key, or the server refuses it (401, 403). Asking again cannot help.</summary>
    Unauthorized,

    /// <summary>The server has no such batch (404).</summary>
    NotFound,

    /// <summary>The server answered, but refused (another 4xx) or said something that is not what was asked for.</summary>
    BadAnswer,

    /// <summary>No usable answer came, however often it was asked: connection, time-out, 429, 5xx.</summary>
    Unreachable,

    /// <summary>The run's deadline came first.</summary>
    Deadline,

    /// <summary>Another run holds the history's lock.</summary>
    Locked,

    /// <summary>The history is missing, damaged, newer than this program, or no history at all.</summary>
    History,

    /// <summary>A setting has a value that cannot be used, or leads where the service is not, and never was in this run.</summary>
    Configuration,

    /// <summary>A report could not be written where it was wanted.</summary>
    Report,

    /// <summary>What was to be verified is missing, or is not what it was when it was written.</summary>
    Verification,
}

/// <summary>
/// The one exception for expected failures. Its message says what happened, and to which batch or file;
/// <see cref="Hint"/> says what to do next. Any other exception is a bug in this program.
/// </summary>
public sealed class AuditException(FailureKind kind, string message, string? hint = null, Exception? cause = null)
    : Exception(message, cause)
{
    public FailureKind Kind { get; } = kind;

    /// <summary>What to try next, as a sentence; <see langword="null"/> when the message already says it.</summary>
    public string? Hint { get; } = hint;

    /// <summary>The answer's body as received, where there was one: the evidence of what was wrong with it.</summary>
    public ReadOnlyMemory<byte>? Body { get; init; }
}
