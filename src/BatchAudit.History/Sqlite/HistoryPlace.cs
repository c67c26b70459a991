using BatchAudit.Files;

namespace BatchAudit.History.Sqlite;

/// <summary>The path of a history, looked at before anything is opened, made or asked for.</summary>
internal static class HistoryPlace
{
    private const string NameAnother = "Name a file with --history.";

    /// <summary>Whether a file is there; whether it is a history is seen when it is opened.</summary>
    /// <exception cref="AuditException">History: a folder, a device, a pipe or a link that leads nowhere, or a name that no file can have.</exception>
    public static bool HasFile(string path)
    {
        if (path.Contains('\0', StringComparison.Ordinal))
        {
            throw new AuditException(FailureKind.History, $"'{path}' can be the name of no file.", NameAnother);
        }

        var kind = Place.KindOfTarget(path);

        return kind switch
        {
            PlaceKind.File => true,
            PlaceKind.Nothing when Path.EndsInDirectorySeparator(path) => throw new AuditException(
                FailureKind.History, $"'{path}' is the name of a folder, and a history is a file.", NameAnother),
            PlaceKind.Nothing when Place.KindOf(path) is PlaceKind.Link => throw new AuditException(
                FailureKind.History, $"'{path}' is a link that leads nowhere.", "Mend the link, or name the file itself with --history."),
            PlaceKind.Nothing => false,
            PlaceKind.Folder => throw new AuditException(
                FailureKind.History, $"'{path}' is a folder, and a history is a file.", $"Name a file in it, such as --history {Path.Combine(path, "batch-audit.db")}."),
            _ => throw new AuditException(FailureKind.History, $"'{path}' {Place.Words(kind)}, and a history is a file.", NameAnother),
        };
    }

    /// <summary>Whether there is a history, or what may become one: an empty file is taken for none.</summary>
    /// <exception cref="AuditException">History: no file can be there, as for <see cref="HasFile"/>, or the folder for it is missing.</exception>
    public static bool HasContent(string path)
    {
        if (HasFile(path))
        {
            return new FileInfo(Place.Resolve(path)).Length > 0;
        }

        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;

        return Place.KindOfTarget(folder) is PlaceKind.Folder ? false : throw new AuditException(
            FailureKind.History, $"There is no folder '{folder}' for the history '{Path.GetFileName(path)}'.", "Make the folder, or name another file with --history.");
    }
}
