using BatchAudit.Redacting;

namespace BatchAudit.LlamaCloud;

/// <summary>How to reach the service. A class, not a record: a record's text would show the key.</summary>
public sealed class LlamaCloudOptions
{
    public const int DefaultConcurrency = 8;

    /// <summary>Many more requests at once only meet the service's rate limit.</summary>
    public const int MaxConcurrency = 64;

    public const string DefaultBaseUrl = "https://api.cloud.llamaindex.ai";

    /// <summary>Bound to a project and a region (contract, section 4.1).</summary>
    public required string ApiKey { get; init; }

    /// <summary>Without a scheme, as in the vendor's documentation, it means https; null or empty is <see cref="DefaultBaseUrl"/>.</summary>
    public string? BaseUrl { get; init; }

    /// <summary>Whether the key may cross the network in clear text: without it, plain http reaches this machine only.</summary>
    public bool AllowHttp { get; init; }

    /// <summary>Goes with every call that names no project of its own.</summary>
    public string? ProjectId { get; init; }

    /// <summary>Goes with every call that names no organization of its own.</summary>
    public string? OrganizationId { get; init; }

    /// <summary>Requests under way at once, 1 to 64. Halved when the server answers 429, and earned back by successes.</summary>
    public int Concurrency { get; init; } = DefaultConcurrency;

    /// <summary>How often one call is sent at most, the first time included.</summary>
    public int Attempts { get; init; } = 6;

    /// <summary>For one attempt, from the first byte sent to the last byte received.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The longest answer that is read, after decompression; default 64 MiB. A batch of 1,000 files takes about 350 kB.</summary>
    public int MaxBodyBytes { get; init; } = Payload.MaxBytes;

    /// <summary>Measures every wait and stamps every answer.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Told before each wait how long it takes and why. Called on whatever thread the attempt ended.</summary>
    public Action<TimeSpan, string>? Waiting { get; init; }

    /// <summary>What every text of the server's, the proxy's and the runtime's goes through. The key is added to it.</summary>
    public Redaction Redaction { get; init; } = new();

    internal void Check()
    {
        if (string.IsNullOrWhiteSpace(ApiKey))
        {
            throw new AuditException(FailureKind.Unauthorized, "There is no API key.", "Set LLAMA_CLOUD_API_KEY.");
        }

        if (KeyText.Fault(ApiKey.Trim()) is var (fault, hint))
        {
            throw Unusable(fault, hint);
        }

        if (Concurrency is < 1 or > MaxConcurrency)
        {
            throw Unusable($"A concurrency of {Concurrency} is not possible.", FormattableString.Invariant($"Choose 1 to {MaxConcurrency}."));
        }

        if (Attempts is < 1 or > 100)
        {
            throw Unusable($"{Attempts} attempts per call are not possible.", "Choose 1 to 100.");
        }

        if (AttemptTimeout < TimeSpan.FromMilliseconds(10) || AttemptTimeout > TimeSpan.FromDays(1))
        {
            throw Unusable($"A time-out of {AttemptTimeout} is not possible.", "Choose 10 milliseconds to 1 day.");
        }
    }

    private static AuditException Unusable(string message, string hint) => new(FailureKind.Configuration, message, hint);
}
