namespace BatchAudit.Querying;

/// <summary>A question to the history, in SQL.</summary>
/// <param name="Sql">One statement that reads. Parameters in it are <c>:name</c>, <c>@name</c> or <c>$name</c>.</param>
public sealed record Query(string Sql)
{
    /// <summary>Values by name, without the sign. They are bound as text, never pasted into the statement.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    /// <summary>Rows to answer with, at most; null for all.</summary>
    public long? Limit { get; init; }

    /// <summary>How long the database may work; the time in which somebody reads the answer does not count. Null for as long as it takes.</summary>
    public TimeSpan? Timeout { get; init; }
}
