using BatchAudit.Reporting;

namespace BatchAudit.Reports.Workbook.Summary;

/// <summary>Success rates, each with what it is a share of.</summary>
internal static class RateLines
{
    public static void Add(TextSheet sheet, Figures figures)
    {
        sheet.Keep(figures.Batches.Jobs.Count + 6);
        sheet.Section("How much succeeded?");
        sheet.Headings(new("Rate", 2), new("Meaning", 4), "Count", "Of", "Per cent");
        var all = figures.Headline.BatchesNotKnown == 0;
        Line(sheet, "Files OK", figures.Headline.Files, "Job seen COMPLETED, of all there should be", all);
        Line(sheet, "Files mapped", figures.Batches.Mapped, "With a job, of all rows and files without a row", all);
        var jobs = figures.Batches.Jobs;
        Line(sheet, "Jobs OK", jobs.Values.Aggregate(default(Rate), (sum, rate) => sum.Plus(rate)), "COMPLETED, of the jobs asked for, not of files");

        foreach (var (type, rate) in jobs)
        {
            Line(sheet, $"Jobs OK, {type}", rate, "The same, of this type");
        }

        sheet.Note("A job is COMPLETED, too, when a few pages of it could not be read: OK is no proof that every page was.");
        sheet.Gap();
    }

    /// <param name="isWhole">Whether it is known what the rate is a share of; otherwise it has no per cent.</param>
    private static void Line(TextSheet sheet, string name, Rate rate, string meaning, bool isWhole = true) =>
        sheet.Line(name, meaning, rate.Part, rate.Whole, isWhole && rate.Share is { } share ? new Share(share) : null);
}
