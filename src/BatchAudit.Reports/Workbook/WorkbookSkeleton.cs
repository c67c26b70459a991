using System.IO.Compression;
using BatchAudit.Reports.Workbook.Charts;
using BatchAudit.Reports.Workbook.Summary;
using ClosedXML.Excel;

namespace BatchAudit.Reports.Workbook;

/// <summary>The workbook as ClosedXML saves it: everything but the reports' rows.</summary>
internal sealed class WorkbookSkeleton : IDisposable
{
    private readonly ZipArchive _package;

    public WorkbookSkeleton(Figures figures, IReadOnlyList<SheetPlan> sheets, IReadOnlyCollection<string> warnings)
    {
        using var workbook = new XLWorkbook(XLEventTracking.Disabled);
        var charts = SummarySheet.Add(workbook, figures, sheets, warnings);

        foreach (var sheet in sheets)
        {
            ReportSheet.Add(workbook, sheet);
        }

        DictionarySheet.Add(workbook, sheets.Select(sheet => sheet.Report).Distinct());
        AboutSheet.Add(workbook, figures.Origin, warnings);

        workbook.Properties.Title = "Batch audit";
        workbook.Properties.Author = "BatchAudit " + figures.Origin.ToolVersion;
        workbook.Properties.Created = workbook.Properties.Modified = (figures.Origin.GeneratedAt ?? DateTimeOffset.UnixEpoch).UtcDateTime;

        var saved = new MemoryStream();
        workbook.SaveAs(saved);
        SheetCharts.Add(saved, SummarySheet.Name, charts);
        _package = new ZipArchive(saved, ZipArchiveMode.Read);
        Frames = [.. sheets.Select((sheet, index) => new SheetFrame(Text(SavedEntry(index)), sheet))];
        Sheets = sheets;
    }

    public IReadOnlyList<SheetPlan> Sheets { get; }

    /// <summary>What surrounds the rows, by the sheets' order.</summary>
    public IReadOnlyList<SheetFrame> Frames { get; }

    public IEnumerable<string> Entries => _package.Entries.Select(entry => entry.FullName);

    /// <summary>Where ClosedXML put a report's sheet: it numbers them by place, and the first is the summary.</summary>
    public static string SavedEntry(int index) => FormattableString.Invariant($"xl/worksheets/sheet{index + 2}.xml");

    public string Text(string entry)
    {
        using var reader = new StreamReader(_package.GetEntry(entry)!.Open());
        return reader.ReadToEnd();
    }

    public void Dispose() => _package.Dispose();
}
