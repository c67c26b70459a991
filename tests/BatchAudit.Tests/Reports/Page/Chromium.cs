using Microsoft.Playwright;

namespace BatchAudit.Tests.Reports.Page;

/// <summary>The browser that pages are opened in; started once. Without one these tests fail: a page that nobody opened is not known to work.</summary>
public sealed class Chromium : IAsyncLifetime
{
    public const string Collection = "In a browser";

    private const string Program = "/usr/bin/chromium";

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public IBrowser Browser => _browser ?? throw new InvalidOperationException("The browser was not started.");

    public async ValueTask InitializeAsync()
    {
        Assert.True(File.Exists(Program), $"There is no {Program}, which the tests of the page need. tests/run installs it.");
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Program,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync",
            ],
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }
}

[CollectionDefinition(Chromium.Collection)]
public sealed class TestsInABrowser : ICollectionFixture<Chromium>, ICollectionFixture<DemoPage>;
