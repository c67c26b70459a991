namespace BatchAudit.LlamaCloud.Transport;

/// <summary>Counts requests from any thread, and remembers whether the service ever answered one.</summary>
internal sealed class CallMeter
{
    private long _sent;
    private long _retried;
    private volatile bool _answered;

    public CallCount Total => new(Interlocked.Read(ref _sent), Interlocked.Read(ref _retried));

    /// <summary>
    /// Until the service itself has answered, what goes wrong speaks of the settings that lead to it; after that, of the moment.
    /// </summary>
    public bool HasAnswered => _answered;

    public void Answered() => _answered = true;

    public void Count(bool isRepeat)
    {
        Interlocked.Increment(ref _sent);

        if (isRepeat)
        {
            Interlocked.Increment(ref _retried);
        }
    }
}
