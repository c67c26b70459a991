using System.Collections.Immutable;

namespace BatchAudit.Reporting;

/// <summary>Writes reports in every format asked for, at the same time: each writer makes its own pass over the history.</summary>
public static class WriteReports
{
    /// <returns>The files written, by name.</returns>
    /// <exception cref="AuditException">The folder or a file in it cannot be written. Every file in it is whole: the new one, or the one that was there before.</exception>
    public static async Task<ImmutableArray<WrittenFile>> RunAsync(
        ReportOrder order, IReadOnlyList<IReportWriter> writers, CancellationToken cancellationToken)
    {
        try
        {
            Directory.CreateDirectory(order.Folder);

            var written = await Task.WhenAll(
                writers.Select(writer => Task.Run(() => writer.Write(order, cancellationToken), cancellationToken)));

            return [.. written.SelectMany(files => files).OrderBy(file => file.Name, StringComparer.Ordinal)];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new AuditException(
                FailureKind.Report,
                $"Not all reports could be written to '{order.Folder}': {failure.Message}",
                "The history holds everything. Mend the folder, or name another with --out, and run batch-audit report.",
                failure);
        }
    }
}
