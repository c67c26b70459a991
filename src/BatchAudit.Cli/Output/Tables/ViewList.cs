using BatchAudit.Querying;

namespace BatchAudit.Cli.Output.Tables;

/// <summary>What can be asked, as <c>query --list</c> prints it.</summary>
internal static class ViewList
{
    public static void Print(TextWriter output, IReadOnlyList<View> views)
    {
        foreach (var view in views)
        {
            output.WriteLine(view.Report is { } report ? $"{view.Name} (one row per {report.RowMeaning})" : view.Name);
            output.WriteLine($"    {string.Join(", ", view.Columns)}");
        }
    }
}
