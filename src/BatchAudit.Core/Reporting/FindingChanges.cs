namespace BatchAudit.Reporting;

/// <summary>How many findings of each rule and severity there are, how many of them are new, and how many went.</summary>
public sealed class FindingChanges
{
    private readonly Dictionary<(string Rule, string Severity), (long All, long New, long Gone)> _changes = [];

    /// <summary>Whether there was a previous run to compare with.</summary>
    public bool AreKnown { get; private set; }

    public IEnumerable<(string Rule, string Severity)> Rules => _changes.Keys;

    /// <summary>As <see cref="IReportSource.Findings"/> gives them.</summary>
    public IReadOnlyList<FindingCount> Counts =>
    [
        .. _changes.Where(change => change.Value.All > 0)
            .Select(change => new FindingCount(change.Key.Rule, change.Key.Severity, change.Value.All) { New = change.Value.New })
            .OrderBy(count => count.Rule, StringComparer.Ordinal)
            .ThenBy(count => count.Severity, StringComparer.Ordinal),
    ];

    /// <summary>What findings there are now, against those of before, from a pass over both.</summary>
    public static FindingChanges Between(IReportSource before, IReportSource now)
    {
        var changes = new FindingChanges();
        using var rows = MarkedFindings.Open(MarkedFindings.Least, before, now, changes);

        while (rows.Read())
        {
        }

        return changes;
    }

    public (long New, long Gone) Of(string rule, string severity) =>
        _changes.GetValueOrDefault((rule, severity)) is var (_, come, gone) ? (come, gone) : default;

    internal void Compare() => AreKnown = true;

    internal void Add(string rule, string severity, bool isNew) => Add(rule, severity, 1, isNew ? 1 : 0, 0);

    internal void AddGone(string rule, string severity) => Add(rule, severity, 0, 0, 1);

    private void Add(string rule, string severity, long more, long come, long gone)
    {
        var (all, soFar, soGone) = _changes.GetValueOrDefault((rule, severity));
        _changes[(rule, severity)] = (all + more, soFar + come, soGone + gone);
    }
}
