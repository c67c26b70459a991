namespace BatchAudit.Reporting.Manifests;

/// <summary>
/// The balance of all batches, which must come to 0: <c>unaccounted = files_in_directory + files_in_results - 2 × matched -
/// missing - late_added - deleted - orphan - name_unknown - awaited</c>. The terms are the columns of the report <c>batches</c>.
/// </summary>
public sealed record Balance
{
    public string Equation { get; init; } =
        "unaccounted = files_in_directory + files_in_results - 2 * matched - missing - late_added - deleted - orphan - name_unknown - awaited";

    public required long FilesInDirectory { get; init; }

    public required long FilesInResults { get; init; }

    public required long Matched { get; init; }

    public required long Missing { get; init; }

    public required long LateAdded { get; init; }

    public required long Deleted { get; init; }

    public required long Orphan { get; init; }

    public required long NameUnknown { get; init; }

    public required long Awaited { get; init; }

    public required long Unaccounted { get; init; }

    public static Balance Of(IReportSource source)
    {
        var columns = ReportCatalog.Batches.Columns;
        var sums = new long[columns.Length];
        using var rows = source.Open(ReportCatalog.Batches);

        while (rows.Read())
        {
            for (var column = 0; column < sums.Length; column++)
            {
                sums[column] += columns[column].Kind is ColumnKind.Integer ? rows.Integer(column) : 0;
            }
        }

        return new Balance
        {
            FilesInDirectory = Sum("files_in_directory"),
            FilesInResults = Sum("files_in_results"),
            Matched = Sum("matched"),
            Missing = Sum("missing"),
            LateAdded = Sum("late_added"),
            Deleted = Sum("deleted"),
            Orphan = Sum("orphan"),
            NameUnknown = Sum("name_unknown"),
            Awaited = Sum("awaited"),
            Unaccounted = Sum("unaccounted"),
        };

        long Sum(string name) => columns.IndexOf(columns.Single(column => column.Name == name)) is var column ? sums[column] : 0;
    }
}
