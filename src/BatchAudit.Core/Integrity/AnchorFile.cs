using System.Globalization;
using System.Text;
using BatchAudit.Files;

namespace BatchAudit.Integrity;

/// <summary>A text file with one anchor a line, kept somewhere else than the history.</summary>
public static class AnchorFile
{
    /// <returns>In the order noted; never empty.</returns>
    /// <exception cref="AuditException">Verification: there is no such file, it has no anchor, or a line is none.</exception>
    public static IReadOnlyList<Anchor> Read(string path)
    {
        var lines = Guarded(path, () => UserText.ReadFile(path, FailureKind.Verification)).Split('\n');
        var anchors = new List<Anchor>(lines.Length);

        foreach (var line in lines[^1].Length == 0 ? lines[..^1] : lines)
        {
            anchors.Add(Anchor.Parse(line.TrimEnd('\r')) ?? throw new AuditException(
                FailureKind.Verification,
                string.Create(CultureInfo.InvariantCulture, $"Line {anchors.Count + 1} of '{path}' is no anchor."),
                "Every line is <seq> <time> <hash>, as batch-audit anchor writes it."));
        }

        return anchors.Count > 0 ? anchors : throw new AuditException(
            FailureKind.Verification, $"There is no anchor in '{path}'.", "Note one with batch-audit anchor.");
    }

    /// <summary>As <see cref="Read"/>, but there need be no file yet.</summary>
    /// <exception cref="AuditException">Also Usage: what is there is no file that lines are kept in.</exception>
    public static IReadOnlyList<Anchor> ReadEarlier(string path)
    {
        if (Place.KindOfTarget(path) is not (PlaceKind.Nothing or PlaceKind.File) and var kind)
        {
            throw new AuditException(FailureKind.Usage, $"'{path}' {Place.Words(kind)}; anchors are kept in a file.", "Name a file.");
        }

        return File.Exists(path) && new FileInfo(path).Length > 0 ? Read(path) : [];
    }

    /// <summary>Adds a line, and makes it durable; begins the file when there is none.</summary>
    public static void Append(string path, Anchor anchor) => Guarded(path, () =>
    {
        using var file = PrivateFile.Open(path, FileMode.Append, FileAccess.Write, FileShare.Read);
        file.Write(Encoding.UTF8.GetBytes(anchor + "\n"));
        file.Flush(flushToDisk: true);
        return path;
    });

    private static T Guarded<T>(string path, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new AuditException(FailureKind.Verification, $"The anchors in '{path}' cannot be reached: {failure.Message}", "Name the file that batch-audit anchor writes to.", failure);
        }
    }
}
