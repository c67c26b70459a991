using BatchAudit.Reporting;
using static BatchAudit.Reporting.ColumnKind;

namespace BatchAudit.Comparing;

/// <summary>What differs between a history at two times: first of batches, then of files.</summary>
/// <param name="from">The earlier one.</param>
public sealed class Difference(IReportSource from, IReportSource to) : IRowSource
{
    /// <summary>The one table there is.</summary>
    public static ReportDefinition Report { get; } = new(
        "diff",
        "field that differs",
        [
            new("change", Word, "ADDED, GONE or CHANGED."),
            new("subject_type", Word, "batch or file."),
            new("batch_id", Id, "The batch."),
            new("source_directory_file_id", Id, "The file. Empty: of the batch itself."),
            new("file_name", Text, "Its display name."),
            new("field", Word, "What differs. Of what is new or gone, only its status or outcome is told."),
            new("before", Text, "At the earlier time. Empty: nothing, or it was not there."),
            new("after", Text, "At the later time. Empty: nothing, or it is not there."),
            new("occurrence", Integer, "0, or 1, 2 … for further rows about the same file."),
        ],
        ["subject_type", "batch_id", "source_directory_file_id", "occurrence", "field"]);

    /// <exception cref="AuditException">The later time comes before the earlier one.</exception>
    public ReportRows Open(ReportDefinition report)
    {
        if (from.Origin.Sequence > to.Origin.Sequence)
        {
            throw new AuditException(
                FailureKind.Usage,
                FormattableString.Invariant($"Observation {from.Origin.Sequence} comes after observation {to.Origin.Sequence}."),
                "Name the earlier time with --from and the later one with --to.");
        }

        return new DifferenceRows([Compare(ComparedReport.Batches), Compare(ComparedReport.Files)]);
    }

    private Func<Comparison> Compare(ComparedReport compared) => () => new Comparison(compared, from.Open(compared.Report), to.Open(compared.Report));
}
