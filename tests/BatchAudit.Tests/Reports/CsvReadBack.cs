using System.Globalization;
using System.Text;
using BatchAudit.Reporting;
using Sylvan.Data.Csv;

namespace BatchAudit.Tests.Reports;

internal sealed class CsvReadBack(string format, char delimiter) : IReadBack
{
    public string FileOf(ReportDefinition report) => $"{report.Name}.{format}";

    public string? Held(string text) => text.Length == 0 ? null : text;

    public IReadOnlyList<object?[]> Read(string folder, ReportDefinition report) =>
        [.. BySylvan(Path.Combine(folder, FileOf(report)), delimiter).Skip(1).Select(row => row.Select((cell, column) => Cell(cell, report.Columns[column].Kind)).ToArray())];

    /// <summary>Every record, the header included.</summary>
    public static IEnumerable<string[]> BySylvan(string path, char delimiter = ',')
    {
        // The longest message must fit the buffer; and RFC 4180 knows no comments, where this parser begins one at #.
        using var csv = CsvDataReader.Create(
            path, new CsvDataReaderOptions { HasHeaders = false, BufferSize = 1 << 20, Delimiter = delimiter, Comment = '\uFDD0' });

        while (csv.Read())
        {
            yield return [.. Enumerable.Range(0, csv.RowFieldCount).Select(csv.GetString)];
        }
    }

    public static IEnumerable<string[]> ByCsvHelper(string path)
    {
        using var stream = File.OpenRead(path);
        using var csv = CsvHelper.CsvReader.Create(stream, CsvHelper.CsvReaderOptions.Default with { HasHeader = false, Separator = ',' });

        while (csv.Read())
        {
            yield return [.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetString)];
        }
    }

    /// <summary>Undoes the guard as <see cref="FormulaGuard"/> says.</summary>
    public static string Unguarded(string cell) =>
        cell.StartsWith('\'') && FormulaGuard.Needs(Encoding.UTF8.GetBytes(cell[1..])) ? cell[1..] : cell;

    private static object? Cell(string cell, ColumnKind kind) => (cell, kind) switch
    {
        ("", _) => null,
        (_, ColumnKind.Integer) => long.Parse(cell, CultureInfo.InvariantCulture),
        (_, ColumnKind.Number) => double.Parse(cell, CultureInfo.InvariantCulture),
        (_, ColumnKind.Flag) => bool.Parse(cell) ? 1L : 0L,
        _ => Unguarded(cell),
    };
}
