using BatchAudit.Files;

namespace BatchAudit.Reporting.Manifests;

/// <summary>
/// The manifest that a new one follows: the one in the same folder; in a folder without, that of the newest earlier run
/// folder beside it. So the manifests of a place form a chain, too.
/// </summary>
internal static class PreviousManifest
{
    /// <summary>The names that <see cref="ReportRequest.FolderOf"/> gives: in the order of their times.</summary>
    private const string RunFolders = "????????T??????Z";

    /// <summary>Takes the folder's manifest away, for its files are about to change.</summary>
    /// <returns>The previous manifest's SHA-256; null when there is none.</returns>
    public static string? Take(string folder)
    {
        var own = Path.Combine(folder, Manifest.FileName);
        ReplacedFile.RequireReplaceable(own);
        var previous = IsManifest(own) ? own : Beside(folder);
        var digest = previous is null ? null : FileDigest.Of(previous).Sha256;
        File.Delete(own);
        return digest;
    }

    private static string? Beside(string folder)
    {
        var place = new DirectoryInfo(folder);

        return !IsRunFolder(place) ? null : place.Parent!.EnumerateDirectories(RunFolders)
            .Where(other => IsRunFolder(other) && string.CompareOrdinal(other.Name, place.Name) < 0)
            .OrderByDescending(other => other.Name, StringComparer.Ordinal)
            .Select(other => Path.Combine(other.FullName, Manifest.FileName))
            .FirstOrDefault(IsManifest);
    }

    /// <summary>What lies beside may be anybody's: an empty file, or a pipe, is none.</summary>
    private static bool IsManifest(string path) => Place.KindOf(path) is PlaceKind.File && FileDigest.LengthOf(path) > 0;

    private static bool IsRunFolder(DirectoryInfo folder) => ReportRequest.IsRunFolder(folder.Name);
}
