using System.IO.Compression;
using BatchAudit.Reporting;
using BatchAudit.Reports.Workbook.Charts;
using BatchAudit.Reports.Workbook.Summary;
using ClosedXML.Excel;

namespace BatchAudit.Reports.Workbook;

/// <summary>The workbook as ClosedXML saves it: everything but the reports' rows.</summary>
/// <remarks>The first sheet is the active one, and the one that most programs read: of an answer it is the answer.</remarks>
internal sealed class WorkbookSkeleton : IDisposable
{
    private readonly ZipArchive _package;

    /// <param name="figures">Null: the sheets answer a question, and neither a summary nor a dictionary is any of it.</param>
    public WorkbookSkeleton(ReportOrigin origin, Figures? figures, IReadOnlyList<SheetPlan> sheets, IReadOnlyCollection<string> warnings)
    {
        using var workbook = new XLWorkbook(XLEventTracking.Disabled);
        var charts = figures is null ? [] : SummarySheet.Add(workbook, figures, sheets, warnings);
        var before = workbook.Worksheets.Count;

        foreach (var sheet in sheets)
        {
            ReportSheet.Add(workbook, sheet);
        }

        if (figures is not null)
        {
            DictionarySheet.Add(workbook, sheets.Select(sheet => sheet.Report).Distinct());
        }

        AboutSheet.Add(workbook, origin, warnings);

        workbook.Properties.Title = "Batch audit";
        workbook.Properties.Author = "BatchAudit " + origin.ToolVersion;
        workbook.Properties.Created = workbook.Properties.Modified = (origin.GeneratedAt ?? DateTimeOffset.UnixEpoch).UtcDateTime;

        var saved = new MemoryStream();
        workbook.SaveAs(saved);
        SheetCharts.Add(saved, SummarySheet.Name, charts);
        _package = new ZipArchive(saved, ZipArchiveMode.Read);
        // ClosedXML numbers the sheets by their place.
        SavedEntries = [.. sheets.Select((_, index) => FormattableString.Invariant($"xl/worksheets/sheet{before + index + 1}.xml"))];
        Frames = [.. SavedEntries.Zip(sheets, (entry, sheet) => new SheetFrame(Text(entry), sheet))];
        Sheets = sheets;
    }

    public IReadOnlyList<SheetPlan> Sheets { get; }

    /// <summary>Where ClosedXML put the reports' sheets, in their order.</summary>
    public IReadOnlyList<string> SavedEntries { get; }

    /// <summary>What surrounds the rows, by the sheets' order.</summary>
    public IReadOnlyList<SheetFrame> Frames { get; }

    public IEnumerable<string> Entries => _package.Entries.Select(entry => entry.FullName);

    public string Text(string entry)
    {
        using var reader = new StreamReader(_package.GetEntry(entry)!.Open());
        return reader.ReadToEnd();
    }

    public void Dispose() => _package.Dispose();
}
