using BatchAudit.Reporting;

namespace BatchAudit.Tests.Reports;

/// <summary>A folder of its own for one test.</summary>
internal sealed class ReportFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("batch-audit-").FullName;

    public IEnumerable<string> Names => Directory.EnumerateFileSystemEntries(Path).Select(System.IO.Path.GetFileName).Order(StringComparer.Ordinal)!;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public ReportOrder Order(IReportSource source, params ReportDefinition[] reports) => new(source, [.. reports], Path);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
