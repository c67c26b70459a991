namespace BatchAudit.Emulator;

public sealed record EmulatorOptions
{
    public required Scenario Scenario { get; init; }

    /// <summary>On the loopback address; 0 means any free one.</summary>
    public int Port { get; init; }

    /// <summary>The one key that is let in; null lets in any that is not empty.</summary>
    public string? ApiKey { get; init; }

    /// <summary>The clock that batches advance by and delays are measured by.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Told of every webhook sent, and of what came of it. May be called from many threads at once.</summary>
    public Action<string> Note { get; init; } = _ => { };
}
