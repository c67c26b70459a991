namespace BatchAudit.Collecting;

/// <summary>The failure of a run whose deadline came first, with what its last calls had met: more time alone may not help.</summary>
public static class PassedDeadline
{
    /// <param name="cutShort">What the calls that it ended had met (<see cref="IBatchSource.CutShort"/>).</param>
    /// <param name="hint">What to do when they had met nothing.</param>
    public static AuditException Of(TimeSpan? deadline, AuditException? cutShort, string hint) => cutShort is null
        ? new AuditException(FailureKind.Deadline, $"The deadline of {deadline} was hit.", hint)
        : new AuditException(
            cutShort.Kind is FailureKind.Configuration ? FailureKind.Configuration : FailureKind.Deadline,
            $"The deadline of {deadline} was hit; {cutShort.Message}.",
            cutShort.Hint ?? hint);
}
