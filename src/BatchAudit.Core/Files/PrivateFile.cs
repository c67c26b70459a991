namespace BatchAudit.Files;

/// <summary>
/// Files and folders that are made for their owner alone (0600 and 0700, where the system has modes): what stands in them is a
/// company's documents by name. One that is there already keeps its mode.
/// </summary>
public static class PrivateFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Opens the file; makes a private one where there is none and the mode allows that.</summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">It cannot be opened.</exception>
    public static FileStream Open(string path, FileMode mode, FileAccess access, FileShare share, int bufferSize = 4096)
    {
        var options = new FileStreamOptions { Mode = mode, Access = access, Share = share, BufferSize = bufferSize };

        // The option is refused where no file can come of it.
        if (!OperatingSystem.IsWindows() && mode is not FileMode.Open)
        {
            options.UnixCreateMode = OwnerOnly;
        }

        return new FileStream(path, options);
    }

    /// <summary>Makes the folder, and private ones above it, as far as they are not there.</summary>
    /// <exception cref="AuditException">Usage: something that is no folder stands there.</exception>
    /// <exception cref="IOException">It cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">It cannot be made.</exception>
    public static void CreateFolder(string path)
    {
        RequireFolder(path);

        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }

        // .NET gives the mode to the last of them only.
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } above && !Directory.Exists(above))
        {
            CreateFolder(above);
        }

        Directory.CreateDirectory(path, OwnerOnly | UnixFileMode.UserExecute);
    }

    /// <exception cref="AuditException">Usage: something that is no folder stands there.</exception>
    public static void RequireFolder(string path)
    {
        if (Place.KindOfTarget(path) is not (PlaceKind.Nothing or PlaceKind.Folder) and var kind)
        {
            throw new AuditException(FailureKind.Usage, $"'{path}' {Place.Words(kind)}, and has to be a folder.", "Name a folder.");
        }
    }
}
