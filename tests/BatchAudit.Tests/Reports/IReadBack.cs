using System.Text.Json;
using BatchAudit.Reporting;

namespace BatchAudit.Tests.Reports;

/// <summary>Reads what a writer wrote, by an implementation that is not the writer's, back into the cells of <see cref="CellRows"/>.</summary>
internal interface IReadBack
{
    static IReadOnlyDictionary<string, IReadBack> ByFormat { get; } = new Dictionary<string, IReadBack>
    {
        ["csv"] = new CsvReadBack("csv", ','),
        ["tsv"] = new CsvReadBack("tsv", '\t'),
        ["xlsx"] = new WorkbookReadBack(),
        ["html"] = new PageReadBack(),
        ["json"] = new JsonReadBack(text => JsonDocument.Parse(text).RootElement.EnumerateArray()),
        ["jsonl"] = new JsonReadBack(text => text.Split('\n')[..^1].Select(line => JsonDocument.Parse(line).RootElement)),
    };

    /// <summary>The file a report is in.</summary>
    string FileOf(ReportDefinition report);

    /// <summary>The text as the format is meant to hold it.</summary>
    string? Held(string text);

    IReadOnlyList<object?[]> Read(string folder, ReportDefinition report);
}
