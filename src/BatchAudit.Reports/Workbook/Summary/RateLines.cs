namespace BatchAudit.Reports.Workbook.Summary;

/// <summary>Success rates, each with what it is a share of.</summary>
internal static class RateLines
{
    public static void Add(TextSheet sheet, Figures figures)
    {
        sheet.Keep(figures.Batches.Jobs.Count + 5);
        sheet.Section("How much succeeded?");
        sheet.Headings(new("Rate", 2), new("Meaning", 2), "Count", "Of", "Per cent");
        Line(sheet, "Files OK", new(figures.Nights.Of("ok"), figures.Nights.Files), "Job seen COMPLETED, of all");
        Line(sheet, "Files mapped", figures.Batches.Mapped, "With a job, of all rows");
        var jobs = figures.Batches.Jobs;
        Line(sheet, "Jobs OK", jobs.Values.Aggregate(default(Rate), (sum, rate) => sum.Plus(rate)), "COMPLETED, of those asked for");

        foreach (var (type, rate) in jobs)
        {
            Line(sheet, $"Jobs OK, {type}", rate, "The same, of this type");
        }

        sheet.Gap();
    }

    private static void Line(TextSheet sheet, string name, Rate rate, string meaning) =>
        sheet.Line(name, meaning, rate.Part, rate.Whole, rate.Share);
}
