namespace BatchAudit.LlamaCloud.Transport;

/// <summary>Counts requests from any thread.</summary>
internal sealed class CallMeter
{
    private long _sent;
    private long _retried;

    public CallCount Total => new(Interlocked.Read(ref _sent), Interlocked.Read(ref _retried));

    public void Count(bool isRepeat)
    {
        Interlocked.Increment(ref _sent);

        if (isRepeat)
        {
            Interlocked.Increment(ref _retried);
        }
    }
}
