namespace BatchAudit.History.Integrity;

/// <summary>A table as verification goes through it.</summary>
/// <param name="Columns">All but the bodies of payloads, whose hash stands beside them.</param>
/// <param name="Key">The primary key, in its order.</param>
internal sealed record TableShape(string Name, IReadOnlyList<string> Columns, IReadOnlyList<string> Key)
{
    /// <summary>Where the observation stands from which a row is derived; −1 for payloads, which may belong to many.</summary>
    public int SeqColumn { get; } = Math.Max(IndexOf(Columns, "since_seq"), IndexOf(Columns, "seq"));

    /// <summary>Where the observation stands that ended a version; −1 if rows do not end.</summary>
    public int UntilColumn { get; } = IndexOf(Columns, "until_seq");

    public IReadOnlyList<int> KeyColumns { get; } = [.. Key.Select(column => IndexOf(Columns, column))];

    private static int IndexOf(IReadOnlyList<string> columns, string column) => columns.ToList().IndexOf(column);
}
