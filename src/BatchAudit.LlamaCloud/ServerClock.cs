namespace BatchAudit.LlamaCloud;

/// <summary>What an answer said of the server's time, and when it came by ours.</summary>
/// <param name="ServerTime">The header Date, which has no fractions of a second.</param>
public sealed record ServerClock(DateTimeOffset ServerTime, DateTimeOffset ReceivedAt)
{
    /// <summary>How far our clock is ahead; negative when it is behind.</summary>
    public TimeSpan Ahead => ReceivedAt - ServerTime;
}
