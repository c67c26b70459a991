using BatchAudit.History.Sqlite;
using BatchAudit.Reporting;
using BatchAudit.Reports;
using BatchAudit.Tests.History;

namespace BatchAudit.Tests.Reports.Manifests;

/// <summary>A small history, and folders of its reports.</summary>
internal sealed class ReportedHistory : IDisposable
{
    private readonly HistoryFixture _fixture = new();

    public ReportedHistory()
    {
        _fixture.Observe(HistoryFixture.Batch(
            "COMPLETED",
            HistoryFixture.Mapped("dfl-1", "pjb-1"),
            HistoryFixture.Mapped("dfl-1", "pjb-2"),
            HistoryFixture.Unmapped("dfl-2", "=SUM(" + new string('9', 40_000) + ")"),
            HistoryFixture.Mapped("dfl-orphan", "pjb-3")));
        _fixture.ObserveFiles("dir-1", isLast: true, HistoryFixture.Listed("dfl-1"), HistoryFixture.Listed("dfl-2"), HistoryFixture.Listed("dfl-missing"));
        _fixture.ObserveJobs("bat-1", HistoryFixture.Job("pjb-1", "COMPLETED"), HistoryFixture.Job("pjb-2", "MELTED"), HistoryFixture.Job("pjb-3", "MELTED"));
    }

    public HistoryFixture History => _fixture;

    public ReportFolder Folder { get; } = new();

    /// <param name="folder">Below <see cref="Folder"/>.</param>
    public async Task<string> WriteAsync(string folder, Viewpoint? viewpoint = null, params string[] formats)
    {
        var path = Folder.File(folder);
        var writers = ReportWriters.All.Where(writer => formats.Length == 0 || formats.Contains(writer.Format)).ToList();
        await WriteReports.RunAsync(
            new ReportOrder(new SqliteReportSource(_fixture.Path, "1.0.0", viewpoint), ReportCatalog.All, path), writers, TestContext.Current.CancellationToken);
        return path;
    }

    public void Dispose()
    {
        Folder.Dispose();
        _fixture.Dispose();
    }
}
