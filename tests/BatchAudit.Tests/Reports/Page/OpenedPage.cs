using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace BatchAudit.Tests.Reports.Page;

/// <summary>
/// A page opened from disk. When it is left, it must not have written to the console, which is where a browser says what a
/// policy forbade; nor have failed anywhere; nor have asked for anything but itself.
/// </summary>
internal sealed class OpenedPage : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _complaints = new();

    private OpenedPage(IPage page, string path)
    {
        Page = page;
        Address = new Uri(path).AbsoluteUri;
        page.Console += (_, message) => _complaints.Enqueue(message.Text);
        page.PageError += (_, error) => _complaints.Enqueue(error);
        page.Dialog += (_, dialog) => _complaints.Enqueue(dialog.Message);
        page.Request += (_, request) => Complain(request.Url.Split('#')[0] != Address, request.Url);
    }

    public IPage Page { get; }

    public string Address { get; }

    public ILocator Rows => Page.Locator("#grid tbody tr[id]");

    public ILocator Count => Page.Locator("#table-count");

    public static async Task<OpenedPage> AtAsync(Chromium chromium, string path, string fragment = "", BrowserNewContextOptions? options = null)
    {
        var context = await chromium.Browser.NewContextAsync(options ?? new() { ViewportSize = new() { Width = 1400, Height = 900 } });
        await context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        var opened = new OpenedPage(await context.NewPageAsync(), path);
        await opened.Page.GotoAsync(opened.Address + fragment);
        return opened;
    }

    /// <summary>The cells of a column in the rows that are in the document.</summary>
    public async Task<IReadOnlyList<string>> CellsAsync(string column)
    {
        var headings = await Page.Locator("#grid thead th").AllInnerTextsAsync();
        var index = headings.ToList().FindIndex(heading => heading.Split(' ')[0] == column) + 1;
        return await Page.Locator($"#grid tbody tr[id] td:nth-child({index}) bdi, #grid tbody tr[id] td:nth-child({index}):not(:has(bdi))").AllInnerTextsAsync();
    }

    public Task<string> ClipboardAsync() => Page.EvaluateAsync<string>("navigator.clipboard.readText()");

    public async ValueTask DisposeAsync()
    {
        await Page.Context.DisposeAsync();
        Assert.Empty(_complaints);
    }

    private void Complain(bool isWrong, string what)
    {
        if (isWrong)
        {
            _complaints.Enqueue(what);
        }
    }
}
