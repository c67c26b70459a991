using System.Text.RegularExpressions;
using BatchAudit.Reporting;
using BatchAudit.Reports.Page;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BatchAudit.Tests.Reports.Page;

[Collection(Chromium.Collection)]
public sealed class PageOpeningTests(Chromium chromium, DemoPage demo) : IDisposable
{
    private readonly ReportFolder _folder = new();

    [Fact]
    public async Task It_opens_from_disk_with_all_its_pictures_and_asks_for_nothing()
    {
        await using var opened = await OpenedPage.AtAsync(chromium, demo.Path);
        await Expect(opened.Page.Locator(".lane")).ToHaveCountAsync(15);
        await Expect(opened.Page.Locator(".lane .mark.told")).Not.ToHaveCountAsync(0);
        await Expect(opened.Page.Locator(".lane .unseen-span")).Not.ToHaveCountAsync(0);
        await Expect(opened.Page.Locator("#nights-picture tbody tr")).ToHaveCountAsync(4);
        await Expect(opened.Page.Locator("#groups-picture tbody tr")).ToHaveCountAsync(12);
        await Expect(opened.Page.Locator("#newest-run")).ToContainTextAsync("Run 3 PARTIAL");
        await Expect(opened.Page.Locator("#views a")).ToHaveCountAsync(1 + ReportCatalog.All.Length);
    }

    [Fact]
    public async Task Without_JavaScript_it_still_says_what_matters()
    {
        await using var opened = await OpenedPage.AtAsync(chromium, demo.Path, options: new() { JavaScriptEnabled = false });
        await Expect(opened.Page.Locator(".figures li").Nth(0)).ToContainTextAsync("185");
        await Expect(opened.Page.Locator("#at-a-glance table").Nth(0)).ToContainTextAsync("MISSING_FILE");
        await Expect(opened.Page.Locator("#at-a-glance table").Nth(1)).ToContainTextAsync("files listed");
        await Expect(opened.Page.Locator("#without-script")).ToContainTextAsync("need JavaScript");
    }

    [Fact]
    public async Task A_lane_says_when_and_how_exactly_its_status_changed()
    {
        await using var opened = await OpenedPage.AtAsync(chromium, demo.Path);
        var lane = opened.Page.Locator(".lane").Filter(new() { HasText = "bat-3b60f5a9" });
        await lane.HoverAsync();
        await Expect(opened.Page.Locator("#tip")).ToContainTextAsync("RUNNING: ");
        await Expect(opened.Page.Locator("#tip")).ToContainTextAsync("as the server reports it");
        await opened.Page.Keyboard.PressAsync("Escape");
        await Expect(opened.Page.Locator("#tip")).ToBeHiddenAsync();
        await lane.GetByRole(AriaRole.Link).FocusAsync();
        await Expect(lane.GetByRole(AriaRole.Img)).ToHaveAttributeAsync("aria-label", new Regex("COMPLETED: "));
    }

    [Fact]
    public async Task Printed_from_a_table_it_is_the_overview_without_controls()
    {
        await using var opened = await OpenedPage.AtAsync(chromium, demo.Path, "#file-jobs");
        await opened.Page.EmulateMediaAsync(new() { Media = Media.Print });
        await Expect(opened.Page.Locator(".figures")).ToBeVisibleAsync();
        await Expect(opened.Page.Locator("#at-a-glance table").Nth(0)).ToBeVisibleAsync();
        await Expect(opened.Page.Locator("#table-view")).ToBeHiddenAsync();
        await Expect(opened.Page.Locator("#views")).ToBeHiddenAsync();
        Assert.NotEmpty(await opened.Page.PdfAsync());
    }

    [Theory]
    [InlineData(ColorScheme.Light, "")]
    [InlineData(ColorScheme.Dark, "")]
    [InlineData(ColorScheme.Light, "#file-jobs")]
    [InlineData(ColorScheme.Dark, "#findings")]
    public async Task Everything_has_a_name_and_enough_contrast_in_light_and_dark(ColorScheme scheme, string fragment)
    {
        await using var opened = await OpenedPage.AtAsync(chromium, demo.Path, fragment, new() { ColorScheme = scheme });
        var background = await opened.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");
        Assert.Equal(scheme == ColorScheme.Dark ? "rgb(20, 22, 26)" : "rgb(251, 250, 248)", background);

        var found = await opened.Page.RunAxe();
        Assert.Empty(found.Violations.Select(violation => $"{violation.Id}: {violation.Help} {string.Join(' ', violation.Nodes.Select(node => node.Html))}"));
    }

    [Fact]
    public async Task Hostile_names_stay_text()
    {
        string[] names =
        [
            "<script>alert(1)</script>", "</script><script>alert(2)</script>", "<img src=x onerror=alert(3)>", "<!--<script>", "\u202Efdp.exe", "\" onmouseover=\"alert(4)",
            "]]>", "javascript:alert(5)", "&lt;b&gt;", "a\0b\u001B[31m", "<svg onload=alert(6)>", "\u2028\u2029", "{{rows}}", "<base href=http://example.test/>",
        ];
        var source = new PageSource(
            ("file-jobs", names.Select((name, n) => PageSource.Row(ReportCatalog.FileJobs, [.. ReportCatalog.FileJobs.Columns.Select(column => (column.Name, (object?)(column.Kind switch
            {
                ColumnKind.Integer => (long)n,
                ColumnKind.Number => 1d,
                _ => name,
            })))]))),
            ("batches", names.Select(PageSource.Batch)),
            ("error-groups", names.Select(name => PageSource.Row(ReportCatalog.ErrorGroups, ("error_group", name), ("layer", name), ("sample_message", name), ("files", 1L), ("batches", 1L)))),
            ("status-timeline", names.Select(name => PageSource.Row(
                ReportCatalog.StatusTimeline, ("subject_type", "batch"), ("batch_id", name), ("to_status", name), ("not_before", name), ("occurred_at", "2026-05-07T21:00:00.000Z"), ("precision", name)))),
            ("nights", names.Select(name => PageSource.Row(ReportCatalog.Nights, [.. ReportCatalog.Nights.Columns.Select(column => (column.Name, column.Name == "night" ? (object?)name : 1L))]))))
        {
            Counted = [.. names.Select(name => new Total("Files by outcome", name, 1, name))],
            Found = [.. names.Select(name => new FindingCount(name, name, 1))],
        };

        new PageReportWriter().Write(_folder.Order(source, [.. ReportCatalog.All]), TestContext.Current.CancellationToken);
        await using var opened = await OpenedPage.AtAsync(chromium, _folder.File("index.html"));
        await Expect(opened.Page.Locator(".lane")).ToHaveCountAsync(names.Length);
        await Expect(opened.Page.Locator("#groups-picture tbody tr")).ToHaveCountAsync(names.Length);
        await opened.Page.Locator(".lane").Nth(2).HoverAsync();
        await opened.Page.Locator(".lane a").Nth(2).ClickAsync();
        await Expect(opened.Rows).ToHaveCountAsync(1);
        await opened.Page.GotoAsync(opened.Address + "#file-jobs?columns=all");
        await Expect(opened.Rows).ToHaveCountAsync(names.Length);
        Assert.Contains("<img src=x onerror=alert(3)>", await opened.CellsAsync("file_name"));
        Assert.Contains("U+202Efdp.exe", await opened.CellsAsync("file_name"));
        await opened.Rows.Nth(1).Locator("td").Nth(5).ClickAsync();
        await Expect(opened.Page.Locator("#details")).ToContainTextAsync("</script><script>alert(2)</script>");
        Assert.Equal(0, await opened.Page.Locator("main img, dialog img, body script:not(:last-child), base").CountAsync());
    }

    [Fact]
    public async Task An_empty_history_makes_a_page_as_well()
    {
        new PageReportWriter().Write(
            _folder.Order(new PageSource { Origin = new ReportOrigin(0, null, null, "0.1.0"), Counted = [] }, [.. ReportCatalog.All]), TestContext.Current.CancellationToken);
        await using var opened = await OpenedPage.AtAsync(chromium, _folder.File("index.html"), "#file-jobs");
        await Expect(opened.Page.Locator("header")).ToContainTextAsync("The history is empty.");
        await Expect(opened.Count).ToContainTextAsync("0 rows");
    }

    public void Dispose() => _folder.Dispose();
}
