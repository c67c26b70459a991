using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using BatchAudit.Reporting;
using ClosedXML.Excel;

namespace BatchAudit.Tests.Reports;

internal sealed partial class WorkbookReadBack : IReadBack
{
    public string FileOf(ReportDefinition report) => "batch-audit.xlsx";

    public string? Held(string text)
    {
        var fitting = text;

        if (text.Length > 32_767)
        {
            var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
            var room = 32_767 - $"…[+{text.Length} chars, sha256:{digest}]".Length;
            room -= char.IsHighSurrogate(text[room - 1]) ? 1 : 0;
            fitting = text[..room] + $"…[+{text.Length - room} chars, sha256:{digest}]";
        }

        return text.Length == 0 ? null : string.Concat(fitting.Select(unit => unit is < ' ' and not ('\t' or '\r' or '\n') or '\uFFFE' or '\uFFFF' ? '\uFFFD' : unit));
    }

    public IReadOnlyList<object?[]> Read(string folder, ReportDefinition report)
    {
        using var workbook = new XLWorkbook(Path.Combine(folder, FileOf(report)));
        return
        [
            .. workbook.Worksheets
                .Where(sheet => sheet.Name == report.Title || sheet.Name.StartsWith(report.Title + " (", StringComparison.Ordinal))
                .SelectMany(sheet => Rows(sheet, report)),
        ];
    }

    private static IEnumerable<object?[]> Rows(IXLWorksheet sheet, ReportDefinition report)
    {
        var table = sheet.Tables.Single();
        Assert.Equal(report.Columns.Select(column => column.Name), table.HeadersRow().Cells().Select(cell => cell.GetString()));

        foreach (var row in table.DataRange.Rows())
        {
            // A table can't be without rows, so an empty report has one that holds nothing.
            if (table.DataRange.RowCount() > 1 || !row.IsEmpty())
            {
                yield return [.. row.Cells().Select((cell, column) => Cell(cell, report.Columns[column].Kind))];
            }
        }
    }

    private static object? Cell(IXLCell cell, ColumnKind kind)
    {
        Assert.False(cell.HasFormula);
        return (cell.IsEmpty(), cell.DataType, kind) switch
        {
            (true, _, _) => null,
            (_, XLDataType.Text, _) => Unescaped((string)cell.Value),
            (_, XLDataType.DateTime, ColumnKind.Time) => UtcText.Of(new DateTimeOffset(cell.GetDateTime(), TimeSpan.Zero)),
            (_, XLDataType.Boolean, ColumnKind.Flag) => cell.GetBoolean() ? 1L : 0L,
            (_, XLDataType.Number, ColumnKind.Integer) => (long)cell.GetDouble(),
            (_, XLDataType.Number, ColumnKind.Number) => cell.GetDouble(),
            var (_, type, _) => throw new InvalidOperationException($"A {kind} was written as {type}."),
        };
    }

    /// <summary>As Excel reads it. ClosedXML's GetString leaves <c>_x005F_</c> when there is no other escape in the text.</summary>
    private static string Unescaped(string text) => Escape().Replace(
        text, match => ((char)ushort.Parse(match.Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString());

    [GeneratedRegex("_x([0-9A-Fa-f]{4})_")]
    private static partial Regex Escape();
}
