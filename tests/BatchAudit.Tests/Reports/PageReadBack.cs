using System.Text.Json;
using System.Text.RegularExpressions;
using BatchAudit.Reporting;

namespace BatchAudit.Tests.Reports;

/// <summary>The rows that the page's script would find, read from its source.</summary>
internal sealed partial class PageReadBack : IReadBack
{
    public string FileOf(ReportDefinition report) => "index.html";

    public string? Held(string text) => text;

    public IReadOnlyList<object?[]> Read(string folder, ReportDefinition report)
    {
        var blocks = Block().Matches(File.ReadAllText(Path.Combine(folder, FileOf(report)))).Select(match => JsonDocument.Parse(match.Value).RootElement);
        var own = blocks.SkipWhile(block => !IsAbout(block, report.Name)).ToList();
        Assert.Equal(report.Columns.Select(column => column.Name), own[0].GetProperty("columns").EnumerateArray().Select(column => column.GetProperty("name").GetString()));
        return [.. own.Skip(1).TakeWhile(block => block.ValueKind == JsonValueKind.Array).SelectMany(block => Rows(block, report))];
    }

    private static bool IsAbout(JsonElement block, string report) =>
        block.ValueKind == JsonValueKind.Object && block.GetProperty("name").GetString() == report;

    private static IEnumerable<object?[]> Rows(JsonElement block, ReportDefinition report)
    {
        var columns = block.EnumerateArray().Select((column, index) => Cells(column).Select(cell => Cell(cell, report.Columns[index].Kind)).ToList()).ToList();
        Assert.Single(columns.Select(column => column.Count).Distinct());
        return Enumerable.Range(0, columns[0].Count).Select(row => columns.Select(column => column[row]).ToArray());
    }

    private static IEnumerable<JsonElement> Cells(JsonElement column) => column.ValueKind == JsonValueKind.Array
        ? column.EnumerateArray()
        : column.GetProperty("at").EnumerateArray().Select(word => column.GetProperty("words")[word.GetInt32()]);

    private static object? Cell(JsonElement cell, ColumnKind kind) => (cell.ValueKind, kind) switch
    {
        (JsonValueKind.Null, _) => null,
        (JsonValueKind.String, _) => cell.GetString(),
        (JsonValueKind.True, ColumnKind.Flag) => 1L,
        (JsonValueKind.False, ColumnKind.Flag) => 0L,
        (JsonValueKind.Number, ColumnKind.Integer) => cell.GetInt64(),
        (JsonValueKind.Number, ColumnKind.Number) => cell.GetDouble(),
        _ => throw new InvalidOperationException($"A {kind} was written as {cell.ValueKind}."),
    };

    // As a browser finds them: nothing ends a script element but its end tag.
    [GeneratedRegex("(?<=<script type=\"application/json\"[^>]*>).*?(?=</script)", RegexOptions.Singleline)]
    private static partial Regex Block();
}
