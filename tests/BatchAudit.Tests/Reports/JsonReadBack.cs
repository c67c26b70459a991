using System.Text.Json;
using BatchAudit.Reporting;

namespace BatchAudit.Tests.Reports;

internal sealed class JsonReadBack(Func<string, IEnumerable<JsonElement>> split) : IReadBack
{
    private readonly string _ending = split("[]\n").Any() ? ".jsonl" : ".json";

    public string FileOf(ReportDefinition report) => report.Name + _ending;

    public string? Held(string text) => text;

    public IReadOnlyList<object?[]> Read(string folder, ReportDefinition report) =>
        [.. split(File.ReadAllText(Path.Combine(folder, FileOf(report)))).Select(row => Cells(row, report))];

    private static object?[] Cells(JsonElement row, ReportDefinition report)
    {
        Assert.Equal(report.Columns.Select(column => column.Name), row.EnumerateObject().Select(field => field.Name));
        return [.. report.Columns.Select(column => Cell(row.GetProperty(column.Name), column.Kind))];
    }

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
}
