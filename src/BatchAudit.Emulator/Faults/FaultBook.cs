using System.IO.Enumeration;

namespace BatchAudit.Emulator;

/// <summary>Counts calls against the rules, and says which strikes. The same calls in the same order are struck the same.</summary>
internal sealed class FaultBook(Scenario scenario, DateTimeOffset start)
{
    private readonly Dictionary<(int Rule, string Path), int> _calls = [];
    private readonly Dictionary<(int Rule, string Path), int> _strikes = [];
    private readonly Lock _gate = new();

    /// <param name="query">With its question mark; empty without a query.</param>
    /// <returns>The first rule that strikes; rules after it do not count the call.</returns>
    public FaultRule? Strike(string method, string path, string query, DateTimeOffset now)
    {
        if (scenario.Faults.Count == 0)
        {
            return null;
        }

        lock (_gate)
        {
            for (var index = 0; index < scenario.Faults.Count; index++)
            {
                var rule = scenario.Faults[index];
                if (IsDue(rule, now) && Matches(rule.Match, method, path, query) && Strikes(rule, index, path))
                {
                    return rule;
                }
            }

            return null;
        }
    }

    internal static bool Matches(string pattern, string method, string path, string query)
    {
        var space = pattern.IndexOf(' ', StringComparison.Ordinal);
        if (space >= 0 && !pattern.AsSpan(0, space).Equals(method, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var expression = pattern[(space + 1)..];
        var subject = expression.Contains('?', StringComparison.Ordinal) ? path + query : path;

        // The question mark is a wildcard to this matcher unless escaped.
        return FileSystemName.MatchesSimpleExpression(
            expression.Replace("?", "\\?", StringComparison.Ordinal), subject, ignoreCase: false);
    }

    private bool IsDue(FaultRule rule, DateTimeOffset now) =>
        !(rule.From is { } from && now < start + from) && !(rule.Until is { } until && now >= start + until);

    private bool Strikes(FaultRule rule, int index, string path)
    {
        var key = (index, rule.PerPath ? path : "");
        var call = (_calls[key] = _calls.GetValueOrDefault(key) + 1) - rule.After;
        if (call < 1
            || (call - 1) % rule.Every != 0
            || (rule.Times is { } times && _strikes.GetValueOrDefault(key) >= times)
            || Seeded.Share(Seeded.Mix((ulong)scenario.Seed + (ulong)index) + (ulong)call) >= rule.Share)
        {
            return false;
        }

        _strikes[key] = _strikes.GetValueOrDefault(key) + 1;
        return true;
    }
}
