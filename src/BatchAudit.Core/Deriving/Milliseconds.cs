namespace BatchAudit.Deriving;

/// <summary>Times as exact as a history keeps them, so that what is said can be compared with what is held.</summary>
internal static class Milliseconds
{
    public static DateTimeOffset? Of(DateTimeOffset? time) =>
        time is { } known ? DateTimeOffset.FromUnixTimeMilliseconds(known.ToUnixTimeMilliseconds()) : null;
}
