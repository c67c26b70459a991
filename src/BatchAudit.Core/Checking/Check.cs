namespace BatchAudit.Checking;

/// <summary>How something stands that was looked at.</summary>
public enum CheckState
{
    /// <summary>Nothing to do.</summary>
    Ok,

    /// <summary>It works, but somebody should look at it; or it could not be looked at.</summary>
    Warn,

    /// <summary>The next run would fail of it.</summary>
    Fail,
}

/// <summary>One thing that was looked at.</summary>
/// <param name="Fix">What to do about it, as a sentence; null when there is nothing to do.</param>
/// <param name="Code">How a run would end because of it; Done unless it fails.</param>
public sealed record Check(string Name, CheckState State, string Message, string? Fix, ExitCode Code)
{
    public static Check Ok(string name, string message) => new(name, CheckState.Ok, message, null, ExitCode.Done);

    public static Check Warn(string name, string message, string fix) => new(name, CheckState.Warn, message, fix, ExitCode.Done);

    public static Check Fail(string name, AuditException failure) =>
        new(name, CheckState.Fail, failure.Message, failure.Hint, ExitCodes.Of(failure.Kind));
}
