using System.Text.Json.Nodes;
using ClosedXML.Excel;

namespace BatchAudit.Tests.Reports;

/// <summary>Whether two folders hold the same reports: the same bytes; of workbooks, whose bytes are never the same, the same cells.</summary>
internal static class SameReports
{
    /// <param name="isLeftOut">Files that are none of the reports.</param>
    public static void Assert(string expected, string actual, Func<string, bool>? isLeftOut = null)
    {
        var names = Names(expected, isLeftOut);
        Xunit.Assert.Equal(names, Names(actual, isLeftOut));

        foreach (var name in names)
        {
            Xunit.Assert.True(Same(Path.Combine(expected, name), Path.Combine(actual, name)), $"{name} differs: {expected}, {actual}");
        }
    }

    /// <summary>A manifest without what is not the same each time: the commit of the program, and the bytes of the workbook.</summary>
    public static string Manifest(string path)
    {
        var manifest = JsonNode.Parse(File.ReadAllText(path))!;
        manifest["tool"]!["commit"] = null;

        foreach (var workbook in manifest["parts"]!.AsArray().Where(part => (string)part!["name"]! == "batch-audit.xlsx"))
        {
            workbook!["bytes"] = null;
            workbook["sha256"] = null;
        }

        return manifest.ToJsonString();
    }

    private static List<string> Names(string folder, Func<string, bool>? isLeftOut) =>
        [.. Directory.EnumerateFiles(folder).Select(path => Path.GetFileName(path)).Where(name => isLeftOut?.Invoke(name) != true).Order(StringComparer.Ordinal)];

    private static bool Same(string expected, string actual) => Path.GetFileName(expected) switch
    {
        "manifest.json" => Manifest(expected) == Manifest(actual),
        "batch-audit.xlsx" => Cells(expected).SequenceEqual(Cells(actual)),
        _ => File.ReadAllBytes(expected).SequenceEqual(File.ReadAllBytes(actual)),
    };

    private static List<string> Cells(string path)
    {
        using var workbook = new XLWorkbook(path);

        return
        [
            .. workbook.Worksheets.SelectMany(sheet => sheet.CellsUsed().Select(cell =>
                FormattableString.Invariant($"{sheet.Name}!{cell.Address} {cell.DataType} {cell.Value}"))),
        ];
    }
}
