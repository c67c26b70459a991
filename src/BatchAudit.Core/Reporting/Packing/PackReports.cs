using BatchAudit.Files;
using BatchAudit.Reporting.Manifests;

namespace BatchAudit.Reporting.Packing;

/// <summary>A pack that was made.</summary>
/// <param name="Sha256">Of the whole file: to be noted elsewhere.</param>
public sealed record WrittenPack(string Path, string Sha256);

/// <summary>
/// Packs a folder of reports with all that is needed to check it by hand. The same files give the same pack: entries stand in
/// a fixed order and bear the time of the manifest.
/// </summary>
public static class PackReports
{
    // What a zip entry can say.
    private static readonly DateTimeOffset Earliest = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Latest = new(2107, 12, 31, 23, 59, 58, TimeSpan.Zero);

    /// <param name="folder">One that <see cref="WriteReports"/> wrote to the end.</param>
    /// <param name="path">The pack; one that is there is replaced.</param>
    /// <exception cref="AuditException">The pack cannot be written; one that was there is untouched.</exception>
    public static WrittenPack Run(string folder, string path, CancellationToken cancellationToken)
    {
        try
        {
            var whole = Path.GetFullPath(path);
            var place = Path.GetDirectoryName(whole)!;
            PrivateFile.CreateFolder(place);

            using (var file = new ReplacedFile(place, Path.GetFileName(whole)))
            {
                Fill(file.Stream, folder, cancellationToken);
                file.Commit();
            }

            return new WrittenPack(path, FileDigest.Of(whole).Sha256);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new AuditException(
                FailureKind.Report, $"The pack '{path}' could not be written: {failure.Message}", "Mend the place, or name another with --pack.", failure);
        }
    }

    private static void Fill(Stream stream, string folder, CancellationToken cancellationToken)
    {
        var manifest = ManifestFile.Read(folder);
        using var pack = new Pack(stream, Clamped(manifest.GeneratedAt));

        pack.Add(CheckText.FileName, CheckText.Of(manifest));
        pack.Add(DataDictionary.FileName, DataDictionary.Of(DataDictionary.Reports(manifest.Options.Reports)));
        pack.AddFile(folder, Manifest.FileName);

        foreach (var part in manifest.Parts)
        {
            cancellationToken.ThrowIfCancellationRequested();
            pack.AddFile(folder, part.Name);
        }

        pack.AddSums();
    }

    private static DateTimeOffset Clamped(string? time) =>
        time is null || UtcText.Parse(time) is var stamp && stamp < Earliest ? Earliest : stamp > Latest ? Latest : stamp;
}
