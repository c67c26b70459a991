using System.Collections.Immutable;

namespace BatchAudit.Reports.Workbook.Summary;

/// <summary>The balance of all batches: what directories and results hold against the classes of the reconciliation.</summary>
internal sealed class Balance
{
    private readonly long[] _classes = new long[Classes.Length];

    /// <summary>The classes whose files count once, by column; a matched one counts twice, for it is on both sides.</summary>
    public static ImmutableArray<(string Column, string Words)> Classes { get; } =
    [
        ("missing", "missing"), ("late_added", "late added"), ("deleted", "deleted"),
        ("orphan", "orphans"), ("name_unknown", "without a listing"), ("awaited", "awaited"),
    ];

    public long InDirectories { get; private set; }

    /// <summary>Files in the results, further rows about the same file aside.</summary>
    public long InResults { get; private set; }

    public long Matched { get; private set; }

    /// <summary>In the order of <see cref="Classes"/>.</summary>
    public IReadOnlyList<long> Counts => _classes;

    /// <summary>Must be 0.</summary>
    public long Unaccounted { get; private set; }

    /// <summary>Batches with something unaccounted: one too many here and one too few there do not make it good.</summary>
    public long UnbalancedBatches { get; private set; }

    public void Add(NamedRows batch)
    {
        var unaccounted = batch.Integer("unaccounted");

        InResults += batch.Integer("files_in_results");
        InDirectories += batch.Integer("files_in_directory");
        Matched += batch.Integer("matched");
        Unaccounted += unaccounted;
        UnbalancedBatches += unaccounted == 0 ? 0 : 1;

        for (var i = 0; i < _classes.Length; i++)
        {
            _classes[i] += batch.Integer(Classes[i].Column);
        }
    }
}
