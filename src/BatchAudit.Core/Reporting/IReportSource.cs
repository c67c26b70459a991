using System.Text.Json.Serialization;

namespace BatchAudit.Reporting;

/// <summary>A line of the summary: how many of something there are.</summary>
/// <param name="Section">What it belongs under: <c>Batches</c>, <c>Files</c>.</param>
public sealed record Total(string Section, string Name, long Value, string Meaning);

/// <summary>How often a rule found something of this severity.</summary>
/// <param name="Rule">One of <see cref="FindingRules.All"/>; a rule may find things of several severities.</param>
/// <param name="Severity">One of <see cref="FindingRules.Severities"/>.</param>
public sealed record FindingCount(string Rule, string Severity, long Count)
{
    /// <summary>
    /// How many of them were not found yet by <see cref="IReportSource.Previous"/>; null, and left out of JSON, when there is nothing to
    /// compare with: then all of them are.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? New { get; init; }
}

/// <summary>Which history, seen from when, a set of reports tells of.</summary>
/// <param name="Sequence">The newest observation taken into account; 0 for an empty history.</param>
/// <param name="AsOf">When that observation was made; null for an empty history.</param>
/// <param name="ChainHead">Its hash, 64 lower-case hex digits; null for an empty history.</param>
/// <param name="ToolVersion">The program that writes the reports.</param>
public sealed record ReportOrigin(long Sequence, DateTimeOffset? AsOf, string? ChainHead, string ToolVersion)
{
    /// <summary>The hash of the first observation, by which histories are told apart wherever they lie; null for an empty history.</summary>
    public string? HistoryId { get; init; }

    /// <summary>The run that made the newest observation; null for an empty history.</summary>
    public long? RunId { get; init; }

    /// <summary>From where the history is looked at.</summary>
    public Viewpoint Viewpoint { get; init; } = Viewpoint.Newest;

    /// <summary>When the reports say they were made: never the clock's time, so that the same history gives the same bytes.</summary>
    public DateTimeOffset? GeneratedAt => Viewpoint.GeneratedAt ?? AsOf;
}

/// <summary>Where the rows of a table come from. Every pass over it sees the same ones.</summary>
public interface IRowSource
{
    /// <param name="report">One that the source has rows for.</param>
    ReportRows Open(ReportDefinition report);
}

/// <summary>
/// The history as reports see it: every pass, however many are open and whatever is stored meanwhile, sees the same state.
/// Passes may be open on several threads at once.
/// </summary>
public interface IReportSource : IRowSource
{
    ReportOrigin Origin { get; }

    /// <summary>
    /// The history as it was when the newest run began, by which reports and <see cref="FailOn"/> tell what is new; null when there was no
    /// run before. Runs that webhooks made are none here: nobody sees how they end, so what they find is new to the run that comes after.
    /// </summary>
    IReportSource? Previous => null;

    /// <summary>The summary's lines, in the order to show them.</summary>
    IReadOnlyList<Total> Totals();

    /// <summary>By rule, then by severity; what was never found is left out.</summary>
    IReadOnlyList<FindingCount> Findings();
}
