namespace BatchAudit;

/// <summary>What the server said, and the bytes it said it in.</summary>
/// <param name="Body">Exactly as received, after transport decoding.</param>
/// <param name="ReceivedAt">When the last byte had arrived, in UTC by our clock.</param>
public sealed record Answer<T>(T Value, ReadOnlyMemory<byte> Body, DateTimeOffset ReceivedAt)
{
    /// <summary>Fields that the contract does not know, such as <c>parse_job.pages</c>; each once, in ordinal order.</summary>
    public IReadOnlyList<string> UnknownFields { get; init; } = [];

    /// <summary>The same answer in other words.</summary>
    public Answer<TOther> Read<TOther>(Func<T, TOther> read) => new(read(Value), Body, ReceivedAt) { UnknownFields = UnknownFields };
}
