using System.Collections.Immutable;
using BatchAudit.Files;
using BatchAudit.Reporting.Manifests;

namespace BatchAudit.Reporting;

/// <summary>Writes reports in every format asked for, at the same time: each writer makes its own pass over the history.</summary>
public static class WriteReports
{
    /// <returns>The files written, by name, and the manifest, which is the last.</returns>
    /// <exception cref="AuditException">
    /// The folder or a file in it cannot be written. Every file in it is whole: the new one, or the one that was there before;
    /// but there is no manifest, for it could not be true.
    /// </exception>
    public static async Task<ImmutableArray<WrittenFile>> RunAsync(
        ReportOrder order, IReadOnlyList<IReportWriter> writers, CancellationToken cancellationToken)
    {
        try
        {
            PrivateFile.CreateFolder(order.Folder);
            var previous = PreviousManifest.Take(order.Folder);

            var draft = Task.Run(() => ManifestFile.Draft(order, writers), cancellationToken);
            var writing = Task.WhenAll(writers.Select(writer => Task.Run(() => Write(order, writer, cancellationToken), cancellationToken)));
            await Task.WhenAll(draft, writing);

            var written = (await writing).SelectMany(parts => parts).OrderBy(one => one.File.Name, StringComparer.Ordinal).ToList();

            ManifestFile.Write(order.Folder, (await draft) with
            {
                Parts = [.. written.Select(one => one.Part)],
                TruncatedCells = written.Sum(one => one.File.CutCells),
                Warnings = [.. written.SelectMany(one => one.File.Warnings.Select(warning => $"{one.File.Name}: {warning}"))],
                PreviousManifestSha256 = previous,
            });

            return [.. written.Select(one => one.File), new WrittenFile(Manifest.FileName, [], [])];
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

    private static List<(WrittenFile File, ManifestPart Part)> Write(ReportOrder order, IReportWriter writer, CancellationToken cancellationToken) =>
        [.. writer.Write(order, cancellationToken).Select(file => (file, ManifestFile.Part(order, writer, file)))];
}
