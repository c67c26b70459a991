using System.Globalization;
using BatchAudit.Reporting;
using BatchAudit.Reporting.Packing;
using BatchAudit.Tests.Reports.Manifests;

namespace BatchAudit.Tests.Reports;

/// <summary>The whole way from the history to the pack, in every format, on machines of other languages, calendars and digits.</summary>
public sealed class CultureTests : IDisposable
{
    private static readonly string[] Cultures = ["en-US", "de-DE", "tr-TR", "ar-SA", "th-TH", "fa-IR"];

    private readonly ReportedHistory _reported = new();
    private readonly CultureInfo _machine = CultureInfo.CurrentCulture;

    [Fact]
    public async Task Reports_manifest_and_pack_are_the_same_in_every_culture()
    {
        var packs = new List<string>();

        foreach (var name in Cultures)
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = new CultureInfo(name);
            Assert.Equal(name, await Task.Run(() => CultureInfo.CurrentCulture.Name, TestContext.Current.CancellationToken));
            var all = await _reported.WriteAsync(name);
            var text = await _reported.WriteAsync(name + "-text", formats: ["csv", "json", "jsonl"]);
            packs.Add(PackReports.Run(text, _reported.Folder.File(name + ".zip"), TestContext.Current.CancellationToken).Sha256);
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
            SameReports.Assert(_reported.Folder.File(Cultures[0]), all);
        }

        Assert.Single(packs.Distinct());
    }

    [Fact]
    public void What_was_asked_for_is_written_the_same_in_every_culture() => Assert.All(Cultures, name =>
    {
        CultureInfo.CurrentCulture = new CultureInfo(name);
        Assert.Equal("2026-05-04T00:00:00.000Z", AsOf.Instant(History.HistoryFixture.Midnight).ToString());
        Assert.Equal("1234567", AsOf.Observation(1_234_567).ToString());
    });

    public void Dispose()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = _machine;
        _reported.Dispose();
    }
}
