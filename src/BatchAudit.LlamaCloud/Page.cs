namespace BatchAudit.LlamaCloud;

/// <summary>One page of a listing (contract, section 1.2).</summary>
public sealed record Page<T> : IPage
{
    public required IReadOnlyList<T> Items { get; init; }

    // A list that is sent twice counts once, and a row of the other one may be none of it.
    Timed? IPage.TimedAt(int row) => row < Items.Count ? Items[row] as Timed : null;

    /// <summary>Null, absent or empty on the last page. A page without items is not the last one because of that.</summary>
    public string? NextPageToken { get; init; }
}

/// <summary>Something the server gives an id, so that two pages listing it twice are noticed.</summary>
internal interface IIdentified
{
    string Id { get; }
}

/// <summary>A page, whatever it lists.</summary>
internal interface IPage
{
    Timed? TimedAt(int row);
}
