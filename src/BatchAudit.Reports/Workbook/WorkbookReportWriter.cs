using System.Collections.Immutable;
using BatchAudit.Files;
using BatchAudit.Reporting;
using BatchAudit.Reports.Workbook.Summary;

namespace BatchAudit.Reports.Workbook;

/// <summary>
/// One Excel workbook with a sheet per report. ClosedXML makes everything but the rows, which are streamed into the
/// package: building a million rows in ClosedXML takes two minutes and 13 GB.
/// </summary>
/// <remarks>
/// SpreadCheetah 1.28 streams rows as fast, but only into a package of its own, without page setup and without
/// conditional formats by formula. Bringing its sheets in here means to inflate and deflate them once more, which makes
/// a million rows 1.2 times the CPU and twice the time. The guards against NaN, U+FFFE and too long text would stay ours.
/// </remarks>
public sealed class WorkbookReportWriter : IReportWriter
{
    public const string FileName = "batch-audit.xlsx";

    // 1,048,576 rows to a sheet, less the heading.
    private const long SheetRows = 1_048_575;

    private readonly long _rowsPerSheet;

    public WorkbookReportWriter()
        : this(SheetRows)
    {
    }

    internal WorkbookReportWriter(long rowsPerSheet) => _rowsPerSheet = rowsPerSheet;

    public string Format => "xlsx";

    public string MediaType => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public IReadOnlyList<WrittenFile> Write(ReportOrder order, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        using var file = new ReplacedFile(order.Folder, FileName);
        var written = WriteSheets(order, file.Stream, Figures.Read(order.Source), cancellationToken);
        file.Commit();
        return [written];
    }

    /// <summary>The rows alone, first, and where they come from: what a program that reads the first sheet expects.</summary>
    /// <param name="stream">Need not be one that can go back.</param>
    public WrittenFile WriteAnswer(ReportOrder order, Stream stream, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        return WriteSheets(order, stream, figures: null, cancellationToken);
    }

    private WrittenFile WriteSheets(ReportOrder order, Stream stream, Figures? figures, CancellationToken cancellationToken)
    {
        // Findings are what a reader came for; the others keep the catalog's order.
        var reports = order.Reports.OrderBy(report => report.Name != "findings").ToImmutableArray();
        WrittenFile written;

        using (var package = new WorkbookPackage(stream))
        {
            written = WriteSheets(order with { Reports = reports }, package, figures, cancellationToken);
        }

        cancellationToken.ThrowIfCancellationRequested();
        return written;
    }

    private WrittenFile WriteSheets(ReportOrder order, WorkbookPackage package, Figures? figures, CancellationToken cancellationToken)
    {
        var origin = order.Source.Origin;
        using var draft = new WorkbookSkeleton(origin, figures, [.. order.Reports.Select(report => new SheetPlan(report, 1, 0))], []);
        var streams = order.Reports.Zip(draft.Frames, (report, frame) => new SheetStream(package, report, frame, _rowsPerSheet)).ToList();
        streams.ForEach(stream => stream.Write(order.Source, cancellationToken));

        var sheets = streams.SelectMany(stream => stream.Sheets.Select(plan => (Plan: plan, stream.Frame))).ToList();
        var warnings = streams.SelectMany(stream => stream.Warnings()).ToImmutableArray();
        using var skeleton = new WorkbookSkeleton(origin, figures, [.. sheets.Select(sheet => sheet.Plan)], warnings);

        // The styles of written rows are those of the draft. ClosedXML numbers them in the order it meets them, which
        // further sheets of the same reports do not change; should that ever fail, better no workbook than a wrong one.
        if (!skeleton.Frames.Zip(sheets).All(pair => pair.First.Fits(pair.Second.Frame)))
        {
            throw new InvalidOperationException("ClosedXML numbered the styles of the finished workbook otherwise than those of the draft.");
        }

        package.Complete(skeleton);
        return new WrittenFile(FileName, [.. streams.Select(stream => stream.Written)], warnings) { CutCells = streams.Sum(stream => stream.CutCells) };
    }
}
