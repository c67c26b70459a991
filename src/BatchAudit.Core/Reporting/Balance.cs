using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace BatchAudit.Reporting;

/// <summary>
/// The balance of all batches: what directories and results hold against the classes of the reconciliation. It must come to 0. The
/// terms are columns of the report <c>batches</c>, whose view works out <c>unaccounted</c> by the same equation.
/// </summary>
public sealed record Balance
{
    /// <summary>The classes whose files count once, by column; a matched one counts twice, for it is on both sides.</summary>
    public static ImmutableArray<(string Column, string Words)> Classes { get; } =
    [
        ("missing", "missing"), ("late_added", "late added"), ("deleted", "deleted"),
        ("orphan", "orphans"), ("name_unknown", "without a listing"), ("awaited", "awaited"),
    ];

    public string Equation { get; init; } =
        $"unaccounted = files_in_directory + files_in_results - 2 * matched - {string.Join(" - ", Classes.Select(column => column.Column))}";

    [JsonRequired]
    public long FilesInDirectory { get; init; }

    /// <summary>Further rows about the same file aside.</summary>
    [JsonRequired]
    public long FilesInResults { get; init; }

    [JsonRequired]
    public long Matched { get; init; }

    [JsonRequired]
    public long Missing { get; init; }

    [JsonRequired]
    public long LateAdded { get; init; }

    [JsonRequired]
    public long Deleted { get; init; }

    [JsonRequired]
    public long Orphan { get; init; }

    [JsonRequired]
    public long NameUnknown { get; init; }

    [JsonRequired]
    public long Awaited { get; init; }

    [JsonRequired]
    public long Unaccounted { get; init; }

    /// <summary>Batches with something unaccounted: one too many here and one too few there do not make it good.</summary>
    [JsonIgnore]
    public long UnbalancedBatches { get; init; }

    /// <summary>In the order of <see cref="Classes"/>.</summary>
    [JsonIgnore]
    public ImmutableArray<long> Counts => [Missing, LateAdded, Deleted, Orphan, NameUnknown, Awaited];

    public static Balance Of(IReportSource source)
    {
        using var batches = new NamedRows(source, ReportCatalog.Batches);
        var balance = new Balance();

        while (batches.Read())
        {
            balance = balance.Plus(batches);
        }

        return balance;
    }

    /// <param name="batch">A row of the report <c>batches</c>.</param>
    public Balance Plus(NamedRows batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var unaccounted = batch.Integer("unaccounted");

        return new Balance
        {
            FilesInDirectory = FilesInDirectory + batch.Integer("files_in_directory"),
            FilesInResults = FilesInResults + batch.Integer("files_in_results"),
            Matched = Matched + batch.Integer("matched"),
            Missing = Missing + batch.Integer("missing"),
            LateAdded = LateAdded + batch.Integer("late_added"),
            Deleted = Deleted + batch.Integer("deleted"),
            Orphan = Orphan + batch.Integer("orphan"),
            NameUnknown = NameUnknown + batch.Integer("name_unknown"),
            Awaited = Awaited + batch.Integer("awaited"),
            Unaccounted = Unaccounted + unaccounted,
            UnbalancedBatches = UnbalancedBatches + (unaccounted == 0 ? 0 : 1),
        };
    }
}
