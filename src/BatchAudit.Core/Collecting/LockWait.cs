namespace BatchAudit.Collecting;

/// <summary>Opens a history once the run that holds its lock has let go of it.</summary>
/// <param name="Longest">How long to wait; zero for not at all.</param>
/// <param name="Waiting">Told once, if there is anything to wait for.</param>
public sealed record LockWait(TimeSpan Longest, TimeProvider Time, Action<AuditException> Waiting)
{
    /// <summary>Nobody tells when a lock is let go, so it is tried this often.</summary>
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(200);

    /// <exception cref="AuditException">The lock was held all the time; or the history cannot be opened for another reason.</exception>
    public async Task<IHistory> OpenAsync(Func<IHistory> open, CancellationToken cancellationToken)
    {
        var begun = Time.GetTimestamp();
        var told = false;

        while (true)
        {
            try
            {
                return open();
            }
            catch (AuditException held) when (held.Kind is FailureKind.Locked && Time.GetElapsedTime(begun) < Longest)
            {
                if (!told)
                {
                    told = true;
                    Waiting(held);
                }
            }

            await Task.Delay(PollInterval, Time, cancellationToken);
        }
    }
}
