using System.Collections.Immutable;
using BatchAudit.Files;

namespace BatchAudit.Reporting.Manifests;

/// <summary>What is wrong with a file.</summary>
public sealed record WrongFile(string Name, string What);

/// <summary>What a look at a folder of reports found.</summary>
/// <param name="ManifestSha256">To be compared with one that was noted elsewhere: no manifest vouches for itself.</param>
/// <param name="Wrong">By name; empty when every file is what the manifest says.</param>
public sealed record VerifiedReports(Manifest Manifest, string ManifestSha256, ImmutableArray<WrongFile> Wrong);

/// <summary>Compares a folder of reports with its manifest, without the history.</summary>
public static class VerifyReports
{
    /// <exception cref="AuditException">The folder has no manifest that can be read, or a file in it cannot be read.</exception>
    public static VerifiedReports Run(string folder)
    {
        try
        {
            var manifest = ManifestFile.Read(folder);
            var wrong = manifest.Parts.SelectMany(part => Look(folder, part)).Concat(Repeated(manifest)).Concat(Foreign(folder, manifest));

            return new VerifiedReports(
                manifest,
                FileDigest.Of(Path.Combine(folder, Manifest.FileName)).Sha256,
                [.. wrong.OrderBy(file => file.Name, StringComparer.Ordinal)]);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new AuditException(FailureKind.Verification, $"The reports in '{folder}' cannot be read: {failure.Message}", cause: failure);
        }
    }

    private static IEnumerable<WrongFile> Look(string folder, ManifestPart part)
    {
        // A manifest comes from wherever its folder does: it must not lead out of it.
        if (Path.GetFileName(part.Name) != part.Name || part.Name is "" or "." or "..")
        {
            yield return new WrongFile(part.Name, "is no name of a file in this folder");
            yield break;
        }

        var path = Path.Combine(folder, part.Name);

        if (!File.Exists(path))
        {
            yield return new WrongFile(part.Name, "is missing");
            yield break;
        }

        if (Place.KindOfTarget(path) is not PlaceKind.File and var kind)
        {
            yield return new WrongFile(part.Name, $"{Place.Words(kind)}, and no file");
            yield break;
        }

        if (part.Rows < 0 || part.Reports.Any(report => report.Rows < 0))
        {
            yield return new WrongFile(part.Name, "has fewer rows than none, as the manifest says");
        }

        var length = FileDigest.LengthOf(path);

        if (length != part.Bytes)
        {
            yield return new WrongFile(part.Name, FormattableString.Invariant($"has {length} bytes where the manifest says {part.Bytes}"));
        }
        else if (FileDigest.Of(path).Sha256 is var digest && digest != part.Sha256)
        {
            yield return new WrongFile(part.Name, $"has the SHA-256 {digest} where the manifest says {part.Sha256}");
        }
    }

    private static IEnumerable<WrongFile> Repeated(Manifest manifest) => manifest.Parts
        .GroupBy(part => part.Name, StringComparer.Ordinal)
        .Where(parts => parts.Skip(1).Any())
        .Select(parts => new WrongFile(parts.Key, "is in the manifest more than once"));

    private static IEnumerable<WrongFile> Foreign(string folder, Manifest manifest) => Directory.EnumerateFiles(folder)
        .Select(path => Path.GetFileName(path))
        .Where(name => IsNamedLikeOurs(name) && !manifest.Parts.Any(part => part.Name == name))
        .Select(name => new WrongFile(name, "is not in the manifest: it was left by an earlier report, or put there"));

    private static bool IsNamedLikeOurs(string name) =>
        name is "batch-audit.xlsx" or "index.html" || ReportCatalog.All.Any(report => report.Name == Path.GetFileNameWithoutExtension(name));
}
