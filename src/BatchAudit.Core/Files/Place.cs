namespace BatchAudit.Files;

/// <summary>What stands at a path.</summary>
public enum PlaceKind
{
    /// <summary>Nothing; also behind a link that leads nowhere.</summary>
    Nothing,

    /// <summary>A regular file: the only thing that is ever replaced.</summary>
    File,

    /// <summary>A folder.</summary>
    Folder,

    /// <summary>A symbolic link, or on Windows a reparse point.</summary>
    Link,

    /// <summary>A named pipe, or the pipe that a shell made of <c>>(gzip)</c>.</summary>
    Pipe,

    /// <summary>A device that takes bytes one after the other, such as a terminal.</summary>
    Device,

    /// <summary>A disk as such, or a socket: nothing that rows are written to.</summary>
    Other,

    /// <summary>It cannot be looked at, as in a folder of somebody else's; so it is not taken for free.</summary>
    Hidden,
}

/// <summary>A path as a place to write to, looked at without opening it: that alone could wait for ever, or set something off.</summary>
public static class Place
{
    /// <summary>Of the path itself: a link is a <see cref="PlaceKind.Link"/>.</summary>
    public static PlaceKind KindOf(string path) => Look(path, followLinks: false);

    /// <summary>Of what the path leads to.</summary>
    public static PlaceKind KindOfTarget(string path) => Look(path, followLinks: true);

    /// <summary>Whether rows can be written to what the path leads to, one after the other, as to standard output.</summary>
    public static bool IsStream(string path) => KindOfTarget(path) is PlaceKind.Pipe or PlaceKind.Device;

    /// <summary>The path itself, or where it leads if it is a link to something that is there.</summary>
    public static string Resolve(string path) =>
        // Asked for the whole path: of a link that is named without its folder, .NET looks for the target in the root.
        KindOf(path) is PlaceKind.Link && KindOfTarget(path) is not PlaceKind.Nothing
        && File.ResolveLinkTarget(Path.GetFullPath(path), returnFinalTarget: true) is { } target
            ? target.FullName
            : path;

    /// <summary>The one name of what has several: the whole path, with links resolved, also those of the folders on the way.</summary>
    public static string Canonical(string path)
    {
        var full = Path.GetFullPath(Resolve(path));
        return Path.GetDirectoryName(full) is { } folder ? Path.Combine(Canonical(folder), Path.GetFileName(full)) : full;
    }

    /// <summary>As a clause: <c>is a device</c>. For what is there.</summary>
    public static string Words(PlaceKind kind) => kind switch
    {
        PlaceKind.File => "is a file",
        PlaceKind.Folder => "is a folder",
        PlaceKind.Link => "is a link",
        PlaceKind.Pipe => "is a pipe",
        PlaceKind.Device => "is a device",
        PlaceKind.Other => "is a disk or a socket",
        PlaceKind.Hidden => "cannot be looked at by this user",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Nothing is there."),
    };

    private static PlaceKind Look(string path, bool followLinks)
    {
        if (path.Length == 0)
        {
            return PlaceKind.Nothing;
        }

        if (OperatingSystem.IsWindows())
        {
            return WindowsKind(path, followLinks);
        }

        return NativeFileType.Of(path, followLinks) switch
        {
            null => PlaceKind.Nothing,
            NativeFileType.Regular => PlaceKind.File,
            NativeFileType.Directory => PlaceKind.Folder,
            NativeFileType.SymbolicLink => PlaceKind.Link,
            NativeFileType.Fifo => PlaceKind.Pipe,
            NativeFileType.CharacterDevice => PlaceKind.Device,
            NativeFileType.Hidden => PlaceKind.Hidden,
            _ => PlaceKind.Other,
        };
    }

    private static PlaceKind WindowsKind(string path, bool followLinks)
    {
        if (!File.Exists(path) && !Directory.Exists(path))
        {
            return PlaceKind.Nothing;
        }

        var attributes = File.GetAttributes(path);

        return !followLinks && attributes.HasFlag(FileAttributes.ReparsePoint) ? PlaceKind.Link
            : attributes.HasFlag(FileAttributes.Directory) ? PlaceKind.Folder
            : attributes.HasFlag(FileAttributes.Device) ? PlaceKind.Device
            : PlaceKind.File;
    }
}
