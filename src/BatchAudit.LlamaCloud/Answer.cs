namespace BatchAudit.LlamaCloud;

/// <summary>What the server said, and the bytes it said it in.</summary>
/// <param name="Body">Exactly as received, after transport decoding.</param>
/// <param name="ReceivedAt">When the last byte had arrived, in UTC by our clock.</param>
public sealed record Answer<T>(T Value, ReadOnlyMemory<byte> Body, DateTimeOffset ReceivedAt);

/// <summary>One page of a listing (contract, section 1.2).</summary>
public sealed record Page<T>
{
    public required IReadOnlyList<T> Items { get; init; }

    /// <summary>Null, absent or empty on the last page. A page without items is not the last one because of that.</summary>
    public string? NextPageToken { get; init; }
}

/// <summary>Something the server gives an id, so that two pages listing it twice are noticed.</summary>
internal interface IIdentified
{
    string Id { get; }
}
