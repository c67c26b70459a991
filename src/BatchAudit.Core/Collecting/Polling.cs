namespace BatchAudit.Collecting;

/// <summary>How long a run waits before it asks again: at first, and at most.</summary>
public sealed record Polling(TimeSpan First, TimeSpan Longest)
{
    /// <summary>Jobs take from seconds to hours: soon at first, and no more than a call a minute in the end.</summary>
    public static Polling Default { get; } = new(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(60));

    public static Polling Every(TimeSpan span) => new(span, span);

    public TimeSpan After(TimeSpan wait) => wait * 1.5 < Longest ? wait * 1.5 : Longest;
}
