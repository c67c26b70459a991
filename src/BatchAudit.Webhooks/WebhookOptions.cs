using System.Net;

namespace BatchAudit.Webhooks;

public sealed record WebhookOptions
{
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>0 means any free one.</summary>
    public int Port { get; init; }

    /// <summary>What the sender signs with; null when there is none, so that no signature can be checked.</summary>
    public byte[]? Secret { get; init; }

    /// <summary>Let in what is not signed, or cannot be checked. With a secret, a wrong signature is refused all the same.</summary>
    public bool AllowUnsigned { get; init; }

    /// <summary>Told of every request that leads to nothing, and why. May be called from many threads at once.</summary>
    public required Action<string> Note { get; init; }
}
