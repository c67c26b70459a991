using BatchAudit.Reporting;
using BatchAudit.Reports.Page;
using static Microsoft.Playwright.Assertions;

namespace BatchAudit.Tests.Reports.Page;

/// <summary>What the page's pictures must not make anybody believe.</summary>
[Collection(Chromium.Collection)]
public sealed class PageTruthTests(Chromium chromium) : IDisposable
{
    private const string LastMonth = "2026-04-07T20:04:00.000Z";
    private const string Newest = "2026-05-07T22:00:00.000Z";

    private readonly ReportFolder _folder = new();

    [Fact]
    public async Task What_is_missing_has_its_figure_which_leads_to_its_rows_and_its_colour_in_the_nights()
    {
        var missing = Enumerable.Range(0, 31).Select(n => PageSource.Row(
            ReportCatalog.Reconciliation, ("batch_id", "bat-failed"), ("source_directory_file_id", $"dfl-{n}"), ("class", n < 30 ? "MISSING" : "ORPHAN")));
        await using var opened = await OpenAsync(new PageSource(
            ("file-jobs", Enumerable.Range(0, 10).Select(n => PageSource.File(n))),
            ("reconciliation", missing),
            ("batches", [PageSource.Batch("bat-0000"), PageSource.Row(ReportCatalog.Batches, ("batch_id", "bat-failed"), ("status", "FAILED"))]),
            ("nights", [Night(files: 40, ok: 10, missing: 30), Night(files: 10, ok: 10, notKnown: 1)]))
        {
            Counted =
            [
                new Total("Batches", "batches", 2, "…"), new Total("Batches", "FAILED", 1, "…"), new Total("Files", "files", 40, "…"),
                new Total("Files by outcome", "MISSING", 30, "…"), new Total("Files by outcome", "OK", 10, "…"),
            ],
        });

        await Expect(opened.Page.Locator(".headline")).ToHaveTextAsync("OK 10 of 40 files (25 %); 30 missing; 1 batch FAILED.");
        Assert.Equal(["40 files", "30 MISSING", "10 OK", "2 batches", "1 batches: FAILED"], await FiguresAsync(opened));
        await Expect(opened.Page.Locator("#nights-picture tbody tr").Nth(1).Locator("rect.missing")).ToHaveAttributeAsync("width", "75%");
        await Expect(opened.Page.Locator("#nights-picture tbody tr").Nth(0)).ToContainTextAsync("≥ 10");
        await Expect(opened.Page.Locator("#nights-picture svg").Nth(0)).ToHaveAttributeAsync("aria-label", "10 OK, and the files of 1 of 2 batches, which are not known");

        await opened.Page.Locator(".figures a").Filter(new() { HasText = "MISSING" }).ClickAsync();
        await Expect(opened.Count).ToContainTextAsync("30 of 31 rows");
        await opened.Page.GoBackAsync();
        await opened.Page.Locator(".figures a").Filter(new() { HasText = "FAILED" }).ClickAsync();
        await Expect(opened.Count).ToContainTextAsync("1 of 2 rows");
    }

    [Fact]
    public async Task A_batch_that_was_only_read_again_in_the_period_does_not_end_in_it()
    {
        await using var opened = await OpenAsync(new PageSource(
            ("batches", [Batch("bat-old", "COMPLETED"), Batch("bat-new", "COMPLETED"), Batch("bat-open", "RUNNING")]),
            ("status-timeline",
            [
                Change("bat-old", "COMPLETED", LastMonth),
                Change("bat-new", "COMPLETED", "2026-05-07T20:04:00.000Z"),
                Change("bat-open", "RUNNING", LastMonth),
            ])));

        await Expect(opened.Page.Locator("#period")).ToHaveValueAsync("7");
        Assert.Equal(["bat-open", "bat-new"], await opened.Page.Locator(".lane .Id").AllInnerTextsAsync());
        await Expect(opened.Page.Locator(".lane .mark")).ToHaveCountAsync(1);
        await Expect(opened.Page.Locator(".lane .RUNNING")).ToHaveCountAsync(1);
        await Expect(opened.Page.Locator(".earlier")).ToHaveTextAsync("← 1 of 3 batches ended earlier.");

        await opened.Page.Locator("#period").SelectOptionAsync("all");
        await Expect(opened.Page.Locator(".lane")).ToHaveCountAsync(3);
        await Expect(opened.Page.Locator(".lane .mark.told")).ToHaveCountAsync(2);
        await Expect(opened.Page.Locator(".earlier")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task An_end_before_the_period_has_no_mark_in_it_where_the_batch_went_on()
    {
        await using var opened = await OpenAsync(new PageSource(
            ("batches", [Batch("bat-again", "RUNNING")]),
            ("status-timeline", [Change("bat-again", "COMPLETED", LastMonth), Change("bat-again", "RUNNING", "2026-05-06T20:00:00.000Z")])));

        await Expect(opened.Page.Locator(".lane")).ToHaveCountAsync(1);
        await Expect(opened.Page.Locator(".lane .mark")).ToHaveCountAsync(0);
        await Expect(opened.Page.Locator(".lane .after")).ToHaveCountAsync(1);
        await opened.Page.Locator("#period").SelectOptionAsync("all");
        await Expect(opened.Page.Locator(".lane .mark.COMPLETED")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_period_in_which_nothing_happened_says_so()
    {
        await using var opened = await OpenAsync(new PageSource(
            ("batches", [Batch("bat-old", "FAILED")]), ("status-timeline", [Change("bat-old", "FAILED", LastMonth)])));

        await Expect(opened.Page.Locator(".lane")).ToHaveCountAsync(0);
        await Expect(opened.Page.Locator(".earlier")).ToHaveTextAsync("← 1 of 1 batches ended earlier.");
    }

    public void Dispose() => _folder.Dispose();

    private async Task<OpenedPage> OpenAsync(PageSource source)
    {
        new PageReportWriter().Write(_folder.Order(source, [.. ReportCatalog.All]), TestContext.Current.CancellationToken);
        return await OpenedPage.AtAsync(chromium, _folder.File("index.html"));
    }

    private static async Task<IEnumerable<string>> FiguresAsync(OpenedPage opened) =>
        (await opened.Page.Locator(".figures li").AllInnerTextsAsync()).Select(text => string.Join(' ', text.Split('\n', StringSplitOptions.RemoveEmptyEntries)));

    private static object?[] Night(long files, long ok, long missing = 0, long notKnown = 0) => PageSource.Row(
        ReportCatalog.Nights,
        [
            .. ReportCatalog.Nights.Columns.Where(column => column.Kind is ColumnKind.Integer).Select(column => (column.Name, (object?)(column.Name switch
            {
                "batches" => 2L,
                "files" => files,
                "ok" => ok,
                "missing" => missing,
                "batches_not_known" => notKnown,
                _ => 0L,
            }))),
            ("night", notKnown == 0 ? "2026-05-06" : "2026-05-07"),
        ]);

    private static object?[] Batch(string id, string status) =>
        PageSource.Row(ReportCatalog.Batches, ("batch_id", id), ("status", status), ("last_observed_at", Newest));

    private static object?[] Change(string batch, string to, string at) => PageSource.Row(
        ReportCatalog.StatusTimeline,
        ("subject_type", "batch"), ("batch_id", batch), ("to_status", to), ("not_before", at), ("not_after", Newest), ("occurred_at", at), ("precision", "REPORTED"));
}
