namespace BatchAudit.Reports.Page;

/// <summary>How many findings of each rule and severity came with the newest run, and how many went.</summary>
internal sealed class FindingChanges
{
    private readonly Dictionary<(string Rule, string Severity), (long New, long Gone)> _changes = [];

    /// <summary>Whether there was a previous run to compare with.</summary>
    public bool AreKnown { get; set; }

    public IEnumerable<(string Rule, string Severity)> Rules => _changes.Keys;

    public void AddNew(string rule, string severity) => Add(rule, severity, 1, 0);

    public void AddGone(string rule, string severity) => Add(rule, severity, 0, 1);

    public (long New, long Gone) Of(string rule, string severity) => _changes.GetValueOrDefault((rule, severity));

    private void Add(string rule, string severity, long come, long gone)
    {
        var (soFar, soGone) = Of(rule, severity);
        _changes[(rule, severity)] = (soFar + come, soGone + gone);
    }
}
