namespace BatchAudit.Reports.Workbook.Summary;

/// <summary>Success rates, each with what it is a share of.</summary>
internal static class RateLines
{
    private const string OfJobs = "Rows of results whose job was seen COMPLETED, of those whose job was asked for.";

    public static void Add(TextSheet sheet, Figures figures)
    {
        sheet.Section("How much succeeded?");
        sheet.Headings(new("Rate", 2), "Per cent", "Count", "Of", new("Meaning", 2));
        Line(sheet, "Files OK", new(figures.Nights.Of("ok"), figures.Nights.Files), "Files whose job was seen COMPLETED, of all listed.");
        Line(sheet, "Files mapped", figures.Batches.Mapped, "Rows of results that name a job, of all.");
        var jobs = figures.Batches.Jobs;
        Line(sheet, "Jobs OK", jobs.Values.Aggregate(default(Rate), (sum, rate) => sum.Plus(rate)), OfJobs);

        foreach (var (type, rate) in jobs)
        {
            Line(sheet, $"Jobs OK, {type}", rate, "The same, of this job type.");
        }
    }

    private static void Line(TextSheet sheet, string name, Rate rate, string meaning) =>
        sheet.Line(name, rate.Share, rate.Part, rate.Whole, meaning);
}
