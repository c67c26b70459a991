using System.Globalization;
using BatchAudit.Reporting;
using ClosedXML.Excel;

namespace BatchAudit.Reports.Workbook.Summary;

/// <summary>The balance equation, in words and in numbers, and whether it holds.</summary>
internal static class BalanceLines
{
    public static void Add(TextSheet sheet, Figures figures)
    {
        var balance = figures.Batches.Balance;
        sheet.Section("Does it add up?");
        sheet.Note("Files in directories + files in results − 2 × matched"
            + string.Concat(Balance.Classes.Select(column => $" − {column.Words}")) + " = unaccounted for, which must be 0 in every batch.");
        sheet.Note($"{Number(balance.FilesInDirectory)} + {Number(balance.FilesInResults)} − 2 × {Number(balance.Matched)}"
            + string.Concat(balance.Counts.Select(count => $" − {Number(count)}")) + $" = {Number(balance.Unaccounted)}");
        var notKnown = figures.Headline.BatchesNotKnown;
        var verdict = sheet.Note(Verdict(balance, figures.Batches.Count) + (notKnown == 0 ? "" : $" But {(notKnown == 1 ? "the files of 1 batch are" : $"the files of {Number(notKnown)} batches are")} not known."));
        verdict.Style.Font.Bold = true;
        verdict.Style.Font.FontColor = XLColor.FromHtml((balance.UnbalancedBatches == 0 && notKnown == 0 ? WordFill.Good : WordFill.Bad).Font);
        sheet.Note(string.Join(" + ", Outcomes.All.Zip(figures.Nights.Counts, (outcome, count) => $"{Number(count)} {Lower(outcome.Words)}"))
            + $" = {Number(figures.Nights.Files)} files that should have been processed, each once per batch.");
    }

    private static string Verdict(Balance balance, long batches) => balance.UnbalancedBatches == 0
        ? $"It does, in {(batches == 1 ? "the one batch" : $"each of {Number(batches)} batches")}."
        : $"It does not in {(balance.UnbalancedBatches == 1 ? "1 batch" : $"{Number(balance.UnbalancedBatches)} batches")}: see the findings of rule UNACCOUNTED.";

    private static string Number(long number) => number.ToString("#,##0", CultureInfo.InvariantCulture);

    private static string Lower(string words) => words == "OK" ? words : words.ToLowerInvariant();
}
