using BatchAudit.Reports.Csv;
using BatchAudit.Reports.Workbook;

namespace BatchAudit.Tests.Reports.LibreOffice;

/// <summary>One hostile report as CSV and in the workbook, and what LibreOffice makes of them; a start of it takes seconds.</summary>
public sealed class ConvertedReports : IDisposable
{
    private readonly ReportFolder _folder = new();

    public ConvertedReports()
    {
        var source = new CellSource(Rows) { Catalog = SummarySource.Catalog };
        var csv = new CsvReportWriter().Write(_folder.Order(source, Samples.Report), CancellationToken.None).Single().Name;
        var workbook = new WorkbookReportWriter().Write(_folder.Order(source, Samples.Report), CancellationToken.None).Single().Name;
        File.WriteAllText(At("unguarded.csv"), "=1+1,-17\r\n");

        Office.Convert([At(csv), At("unguarded.csv")], "xlsx", At("from-csv"), Office.CarelessImport);
        Office.Convert([At(workbook)], "xlsx", At("again"));
        Office.Convert([At(workbook)], Office.EverySheet, At("sheets"));
        Office.Convert([At(workbook)], "pdf", At("printed"));
    }

    // An empty row at the end LibreOffice would leave out.
    private static IEnumerable<object?[]> Rows { get; } =
        [Samples.Nulls, .. Samples.HostileTexts.Select(text => (object?[])[text, text, text, "2026-05-01T13:30:07.000Z", -17L, -0.5, 1L])];

    internal string Folder => _folder.Path;

    internal string CsvAsWorkbook => At("from-csv/file-jobs.xlsx");

    internal string UnguardedAsWorkbook => At("from-csv/unguarded.xlsx");

    internal string WorkbookAgain => At("again/batch-audit.xlsx");

    internal string Pdf => At("printed/batch-audit.pdf");

    internal string SheetCsv(string sheet) => At($"sheets/batch-audit-{sheet}.csv");

    public void Dispose() => _folder.Dispose();

    private string At(string name) => _folder.File(name);
}
