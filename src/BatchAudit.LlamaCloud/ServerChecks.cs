using BatchAudit.Checking;

namespace BatchAudit.LlamaCloud;

/// <summary>Looks at the server with one cheap call: the list of batches, one to a page.</summary>
public static class ServerChecks
{
    /// <summary>More than any clock that is kept by the network differs; less than what would confuse times of the server's with ours.</summary>
    private static readonly TimeSpan MaxSkew = TimeSpan.FromSeconds(60);

    public static async Task<IReadOnlyList<Check>> RunAsync(LlamaCloudClient client, CancellationToken cancellationToken)
    {
        var (key, server) = await AskAsync(client, cancellationToken);
        return [key, server, Clock(client)];
    }

    private static async Task<(Check Key, Check Server)> AskAsync(LlamaCloudClient client, CancellationToken cancellationToken)
    {
        try
        {
            await using var pages = client.Batches.ListPagesAsync(new BatchListParams { PageSize = 1 }, cancellationToken).GetAsyncEnumerator(cancellationToken);
            await pages.MoveNextAsync();
            return (Check.Ok("key", "The server accepts it."), Check.Ok("server", $"{client.BaseUrl} answers."));
        }
        catch (AuditException refused) when (refused.Kind is FailureKind.Unauthorized)
        {
            return (Check.Fail("key", refused), Check.Ok("server", $"{client.BaseUrl} answers."));
        }
        catch (AuditException failure)
        {
            var kind = failure.Kind is FailureKind.Configuration ? FailureKind.Configuration : FailureKind.Unreachable;
            var unusable = new AuditException(kind, failure.Message, failure.Hint ?? "Check the base URL.");
            return (Check.Warn("key", "Not checked: the server could not be asked.", "See to the server first."), Check.Fail("server", unusable));
        }
    }

    private static Check Clock(LlamaCloudClient client) => client.ServerClock switch
    {
        null => Check.Warn("clock", "Not checked: the server did not say its time.", "See to the server first; or compare the clocks by hand."),
        var clock when clock.Ahead.Duration() > MaxSkew => Check.Warn(
            "clock",
            FormattableString.Invariant($"Ours is {clock.Ahead.Duration().TotalSeconds:0} s {(clock.Ahead > TimeSpan.Zero ? "ahead of" : "behind")} the server's."),
            "Let the clock be set by the network: times of ours and of the server's stand side by side in the reports."),
        var clock => Check.Ok("clock", FormattableString.Invariant($"Within {MaxSkew.TotalSeconds:0} s of the server's ({clock.Ahead.TotalSeconds:0.#} s).")),
    };
}
