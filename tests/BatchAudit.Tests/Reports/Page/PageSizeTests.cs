using BatchAudit.Reporting;
using BatchAudit.Reports.Page;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BatchAudit.Tests.Reports.Page;

[Collection(Chromium.Collection)]
public sealed class PageSizeTests(Chromium chromium) : IDisposable
{
    private const int Files = 100_000;

    // A screen of rows and some to spare, whatever there is.
    private const int MaxRows = 60;

    private readonly ReportFolder _folder = new();

    [Fact]
    public async Task A_hundred_thousand_files_are_searched_sorted_and_walked_along()
    {
        var source = new PageSource(
            ("file-jobs", Enumerable.Range(0, Files).Select(n => n % 1_000 == 7 ? PageSource.File(n, "JOB_FAILED", error: $"TIMEOUT after {n} s") : PageSource.File(n))),
            ("batches", Enumerable.Range(0, Files / 1_000).Select(n => PageSource.Batch($"bat-{n:D4}"))));
        new PageReportWriter().Write(_folder.Order(source, ReportCatalog.FileJobs, ReportCatalog.Batches), TestContext.Current.CancellationToken);
        Assert.InRange(new FileInfo(_folder.File("index.html")).Length, 1, 20_000_000);

        await using var opened = await OpenedPage.AtAsync(chromium, _folder.File("index.html"), "#file-jobs");
        await Expect(opened.Count).ToContainTextAsync("100,000 rows");
        await AssertFewRowsAsync(opened);

        await opened.Page.Locator("#grid").FocusAsync();
        await opened.Page.Keyboard.PressAsync("End");
        await Expect(opened.Rows.Last).ToContainTextAsync("file 99999.pdf");
        await AssertFewRowsAsync(opened);

        await opened.Page.Locator("#scroll").EvaluateAsync("scroll => { scroll.scrollTop = 50000 * 28; }");
        await Expect(opened.Page.Locator("#row-50002")).ToContainTextAsync("file 50002.pdf");
        await AssertFewRowsAsync(opened);

        await opened.Page.GetByRole(AriaRole.Button, new() { Name = "Sort by run_seconds" }).ClickAsync();
        await Expect(opened.Page.Locator("#row-0")).ToContainTextAsync("file 0.pdf");
        await opened.Page.GetByRole(AriaRole.Combobox, new() { Name = "outcome", Exact = true }).SelectOptionAsync("JOB_FAILED");
        await Expect(opened.Count).ToContainTextAsync("100 of 100,000 rows");
        await opened.Page.GetByLabel("Search").FillAsync("timeout 54007");
        await Expect(opened.Count).ToContainTextAsync("1 of 100,000 rows");
        await opened.Page.GetByRole(AriaRole.Link, new() { Name = "bat-0054" }).ClickAsync();
        await opened.Page.GetByRole(AriaRole.Link, new() { Name = "bat-0054" }).First.ClickAsync();
        await Expect(opened.Count).ToContainTextAsync("1,000 of 100,000 rows");
        await AssertFewRowsAsync(opened);
    }

    public void Dispose() => _folder.Dispose();

    private static async Task AssertFewRowsAsync(OpenedPage opened) => Assert.InRange(await opened.Rows.CountAsync(), 1, MaxRows);
}
