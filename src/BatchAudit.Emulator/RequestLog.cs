using System.Collections.Concurrent;

namespace BatchAudit.Emulator;

/// <summary>One request received.</summary>
/// <param name="Query">With its question mark; empty without a query.</param>
/// <param name="Route">Method and template, for instance <c>GET /api/v2/batches/{batch_id}</c>.</param>
public sealed record LoggedRequest(string Method, string Path, string Query, string Route)
{
    public override string ToString() => $"{Method} {Path}{Query}";
}

/// <summary>What the emulator was asked: every request counted, the last ones kept. Safe to read while requests come in.</summary>
public sealed class RequestLog
{
    /// <summary>The route of a path that the emulator does not know.</summary>
    public const string Unknown = "unknown";

    /// <summary>How many requests are kept; older ones are only counted.</summary>
    public const int Kept = 10_000;

    private readonly ConcurrentDictionary<string, long> _counts = new(StringComparer.Ordinal);
    private readonly Queue<LoggedRequest> _last = new();
    private readonly Lock _gate = new();

    public long Total => _counts.Values.Sum();

    /// <summary>The last requests, oldest first, as they are now.</summary>
    public IReadOnlyList<LoggedRequest> Last
    {
        get
        {
            lock (_gate)
            {
                return [.. _last];
            }
        }
    }

    public IReadOnlyDictionary<string, long> Counts => new Dictionary<string, long>(_counts);

    /// <param name="route">As in <see cref="LoggedRequest.Route"/>.</param>
    public long CountOf(string route) => _counts.GetValueOrDefault(route);

    internal void Add(LoggedRequest request)
    {
        _counts.AddOrUpdate(request.Route, 1, static (_, count) => count + 1);
        lock (_gate)
        {
            if (_last.Count == Kept)
            {
                _last.Dequeue();
            }

            _last.Enqueue(request);
        }
    }
}
