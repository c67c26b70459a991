using BatchAudit.Reporting;
using BatchAudit.Reports.Page;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BatchAudit.Tests.Reports.Page;

[Collection(Chromium.Collection)]
public sealed class PageTableTests(Chromium chromium, DemoPage demo)
{
    [Fact]
    public async Task A_search_leaves_the_rows_that_have_every_word()
    {
        await using var opened = await OpenedPage.AtAsync(chromium, demo.Path, "#file-jobs");
        await opened.Page.GetByLabel("Search").FillAsync("timeout ACME");
        await Expect(opened.Count).ToContainTextAsync("1 of 170 rows");
        Assert.Equal(["TIMEOUT: Job timed out after 1800 seconds"], await opened.CellsAsync("job_error"));
        await opened.Page.GetByLabel("Search").FillAsync(".*");
        await Expect(opened.Count).ToContainTextAsync("0 of 170 rows");
    }

    [Fact]
    public async Task A_name_is_found_however_its_accents_are_written_and_shown_as_it_came()
    {
        const string composed = "Caf\u00E9 ma\u00F1ana.pdf";
        const string decomposed = "Cafe\u0301 man\u0303ana.pdf";
        using var folder = new ReportFolder();
        var source = new PageSource(("file-jobs", [PageSource.File(1, name: composed), PageSource.File(2, name: decomposed), PageSource.File(3, name: "Cafe.pdf")]));
        new PageReportWriter().Write(folder.Order(source, ReportCatalog.FileJobs), TestContext.Current.CancellationToken);
        await using var opened = await OpenedPage.AtAsync(chromium, folder.File("index.html"), "#file-jobs");

        foreach (var typed in (string[])[composed, decomposed, "CAF\u00C9", "MAN\u0303ANA"])
        {
            await opened.Page.GetByLabel("Search").FillAsync(typed);
            await Expect(opened.Count).ToContainTextAsync("2 of 3 rows");
            Assert.Equal([composed, decomposed], await opened.CellsAsync("file_name"));
        }
    }

    [Fact]
    public async Task A_heading_sorts_up_down_and_back_with_empty_cells_last()
    {
        await using var opened = await OpenedPage.AtAsync(chromium, demo.Path, "#batches");
        var asWritten = await opened.CellsAsync("batch_id");
        var heading = opened.Page.GetByRole(AriaRole.Button, new() { Name = "Sort by listed" });

        await heading.ClickAsync();
        await Expect(opened.Page.Locator("th[aria-sort=ascending]")).ToHaveTextAsync("listed ↑");
        Assert.Equal(["2", "3", "4", "8", "12", "14", "15", "16", "18", "20", "24", "34", "", "", ""], await opened.CellsAsync("listed"));

        await heading.ClickAsync();
        Assert.Equal(["34", "24", "20", "18", "16", "15", "14", "12", "8", "4", "3", "2", "", "", ""], await opened.CellsAsync("listed"));

        await heading.ClickAsync();
        Assert.Equal(asWritten, await opened.CellsAsync("batch_id"));
    }

    [Fact]
    public async Task An_outcome_is_chosen_from_a_list_that_says_how_many_there_are()
    {
        await using var opened = await OpenedPage.AtAsync(chromium, demo.Path, "#file-jobs");
        var outcome = opened.Page.GetByRole(AriaRole.Combobox, new() { Name = "outcome", Exact = true });
        await outcome.SelectOptionAsync(new SelectOptionValue { Label = "JOB_FAILED · 9" });
        await Expect(opened.Count).ToContainTextAsync("9 of 170 rows");
        Assert.Equal(["JOB_FAILED"], (await opened.CellsAsync("outcome")).Distinct());
        await outcome.SelectOptionAsync(new SelectOptionValue { Label = "any" });
        await Expect(opened.Count).ToContainTextAsync("170 rows, one per batch × file");
    }

    [Fact]
    public async Task A_batch_leads_to_its_files_and_they_lead_back()
    {
        const string batch = "bat-7e5a09b3-c4d6-4812-a0f7-264d8be13c95";
        await using var opened = await OpenedPage.AtAsync(chromium, demo.Path, "#batches");
        await opened.Page.GetByRole(AriaRole.Link, new() { Name = batch }).ClickAsync();
        await Expect(opened.Count).ToContainTextAsync("8 of 170 rows");
        Assert.Equal([batch], (await opened.CellsAsync("batch_id")).Distinct());

        await opened.Page.Locator("#chips").GetByRole(AriaRole.Link, new() { Name = batch }).ClickAsync();
        await Expect(opened.Page.Locator("#table-title")).ToHaveTextAsync("Batches");
        Assert.Equal([batch], await opened.CellsAsync("batch_id"));

        await opened.Page.GoBackAsync();
        await Expect(opened.Count).ToContainTextAsync("8 of 170 rows");
        await opened.Page.GetByRole(AriaRole.Button, new() { Name = "Drop the filter batch_id" }).ClickAsync();
        await Expect(opened.Count).ToContainTextAsync("170 rows");
    }

    [Fact]
    public async Task New_findings_are_one_step_away_from_the_top()
    {
        await using var opened = await OpenedPage.AtAsync(chromium, demo.Path);
        await opened.Page.GetByRole(AriaRole.Link, new() { Name = "All 16 new findings" }).ClickAsync();
        await Expect(opened.Count).ToContainTextAsync("16 of 60 rows");
        Assert.Equal(["yes"], (await opened.CellsAsync("new")).Distinct());
    }

    [Fact]
    public async Task Search_order_and_choices_outlive_a_reload_of_the_page()
    {
        await using var opened = await OpenedPage.AtAsync(chromium, demo.Path, "#file-jobs");
        await opened.Page.GetByLabel("Search").FillAsync("receipts");
        await opened.Page.GetByRole(AriaRole.Combobox, new() { Name = "outcome", Exact = true }).SelectOptionAsync("JOB_FAILED");
        await opened.Page.GetByRole(AriaRole.Button, new() { Name = "Sort by file_name" }).ClickAsync();
        await opened.Page.GetByLabel("All columns").CheckAsync();
        await Expect(opened.Count).ToContainTextAsync("5 of 170 rows");
        var before = await opened.CellsAsync("file_name");
        Assert.EndsWith("#file-jobs?outcome=JOB_FAILED&q=receipts&sort=file_name&columns=all", opened.Page.Url, StringComparison.Ordinal);

        await opened.Page.ReloadAsync();
        await Expect(opened.Count).ToContainTextAsync("5 of 170 rows");
        await Expect(opened.Page.GetByLabel("Search")).ToHaveValueAsync("receipts");
        await Expect(opened.Page.GetByRole(AriaRole.Combobox, new() { Name = "outcome", Exact = true })).ToHaveValueAsync("JOB_FAILED");
        await Expect(opened.Page.GetByLabel("All columns")).ToBeCheckedAsync();
        Assert.Equal(before, await opened.CellsAsync("file_name"));
    }

    [Fact]
    public async Task Ids_are_copied_one_by_one_or_all_that_are_left()
    {
        await using var opened = await OpenedPage.AtAsync(chromium, demo.Path, "#batches?status=COMPLETED");
        var cell = opened.Rows.First.Locator("td").First;
        await cell.HoverAsync();
        await cell.GetByRole(AriaRole.Button, new() { Name = "Copy batch_id" }).ClickAsync();
        await Expect(opened.Page.Locator("#said")).ToHaveTextAsync("Copied batch_id.");
        Assert.Equal("bat-1a7c40e2-5d38-4f61-9b04-c2e8a6d71f35", await opened.ClipboardAsync());

        await opened.Page.GetByRole(AriaRole.Button, new() { Name = "Copy ids" }).ClickAsync();
        await Expect(opened.Page.Locator("#said")).ToHaveTextAsync("Copied 9 × batch_id.");
        Assert.Equal(await opened.CellsAsync("batch_id"), (await opened.ClipboardAsync()).Split('\n'));
    }

    [Fact]
    public async Task The_keyboard_alone_walks_opens_copies_and_follows()
    {
        await using var opened = await OpenedPage.AtAsync(chromium, demo.Path, "#batches");
        var keys = opened.Page.Keyboard;
        await keys.PressAsync("/");
        await Expect(opened.Page.GetByLabel("Search")).ToBeFocusedAsync();
        await TabToAsync(opened, "#grid");
        await keys.PressAsync("ArrowDown");
        await keys.PressAsync("ArrowDown");
        await Expect(opened.Page.Locator("#grid")).ToHaveAttributeAsync("aria-activedescendant", "row-2");
        await keys.PressAsync("c");
        await Expect(opened.Page.Locator("#said")).ToHaveTextAsync("Copied batch_id.");
        Assert.Equal("bat-3b60f5a9-17e4-4d82-8f3c-9d2a4e06b7c1", await opened.ClipboardAsync());

        await keys.PressAsync("Enter");
        await Expect(opened.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await keys.PressAsync("Escape");
        await Expect(opened.Page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
        await Expect(opened.Page.Locator("#grid")).ToBeFocusedAsync();

        await keys.PressAsync("Enter");
        await TabToAsync(opened, "#details-links a:first-child");
        await keys.PressAsync("Enter");
        await Expect(opened.Count).ToContainTextAsync("20 of 170 rows");
        await Expect(opened.Page.Locator("#table-title")).ToBeFocusedAsync();
    }

    private static async Task TabToAsync(OpenedPage opened, string selector)
    {
        for (var stops = 0; !await opened.Page.Locator(selector).EvaluateAsync<bool>("element => element === document.activeElement"); stops++)
        {
            Assert.True(stops < 40, $"Tab never comes to {selector}.");
            await opened.Page.Keyboard.PressAsync("Tab");
        }
    }
}
