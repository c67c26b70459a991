using System.IO.Compression;
using System.Xml;

namespace BatchAudit.Tests.Cli;

public sealed class CompletenessTests
{
    private const int Files = 20_000;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Twenty_thousand_files_are_in_the_history_the_table_and_the_workbook_each_exactly_once()
    {
        await using var program = await BuiltProgram.AgainstAsync(
            """{ "batches": [ { "count": 20, "files": 1000, "rates": { "mapping_error": 0.1 } } ] }""");

        (await program.RunAsync("export", "--all", "--report", "file-jobs", "--out", "out")).With(ExitCode.Done);

        var lines = await File.ReadAllLinesAsync(program.File("out", "file-jobs.csv"), Cancelled);
        var columns = lines[0].Split(',');
        var (batch, file) = (Array.IndexOf(columns, "batch_id"), Array.IndexOf(columns, "source_directory_file_id"));
        var listed = lines.Skip(1).Select(line => line.Split(',')).Select(cells => $"{cells[batch]} {cells[file]}").ToHashSet(StringComparer.Ordinal);
        var held = program.Query<string>("select batch_id || ' ' || source_directory_file_id from file_jobs");

        Assert.Equal(Files, held.Count);
        Assert.Equal(Files, lines.Length - 1);
        Assert.True(listed.SetEquals(held));
        Assert.Equal(Files, listed.Count);
        Assert.Equal(Files + 1, MaxRowsOfASheet(program.File("out", "batch-audit.xlsx")));
    }

    private static int MaxRowsOfASheet(string workbook)
    {
        using var package = ZipFile.OpenRead(workbook);
        return package.Entries
            .Where(part => part.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal) && part.Name.EndsWith(".xml", StringComparison.Ordinal))
            .Max(RowsOf);
    }

    private static int RowsOf(ZipArchiveEntry sheet)
    {
        using var reader = XmlReader.Create(sheet.Open());
        var rows = 0;

        while (reader.Read())
        {
            rows += reader is { NodeType: XmlNodeType.Element, LocalName: "row" } ? 1 : 0;
        }

        return rows;
    }
}
