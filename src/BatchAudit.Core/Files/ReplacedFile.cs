namespace BatchAudit.Files;

/// <summary>
/// A file written beside its target and put in its place by <see cref="Commit"/>: a reader sees the old file or the new
/// one, never half of one. Disposed without a commit, it leaves nothing behind. It is its owner's alone, unless it replaces a
/// file: then it takes over that one's mode.
/// </summary>
public sealed class ReplacedFile : IDisposable
{
    private readonly string _target;
    private bool _committed;

    /// <exception cref="AuditException">Usage: what stands at the target, or where the file is written first, is no regular file.</exception>
    /// <exception cref="IOException">The folder cannot be written to, or another program writes the same file.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be written to.</exception>
    public ReplacedFile(string folder, string name)
    {
        _target = Path.Combine(folder, name);
        // One fixed name: what a killed run left is overwritten by the next one instead of piling up.
        Partial = Path.Combine(folder, "." + name + ".partial");

        RequireReplaceable(_target);
        RemoveLeftover();
        // New: a link that somebody put there meanwhile is not followed.
        Stream = PrivateFile.Open(Partial, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1 << 16);
    }

    /// <param name="path">Of the target.</param>
    /// <exception cref="AuditException">Usage: as for the other constructor.</exception>
    /// <exception cref="IOException">The folder cannot be written to, or another program writes the same file.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be written to.</exception>
    public ReplacedFile(string path)
        : this(Path.GetDirectoryName(Path.GetFullPath(path)) ?? "", Path.GetFileName(path))
    {
    }

    /// <summary>Where the file is written first. Whoever writes to it by its name closes <see cref="Stream"/> before.</summary>
    public string Partial { get; }

    public FileStream Stream { get; private set; }

    /// <summary>Of whatever is put in a place: only a regular file is ever replaced.</summary>
    /// <exception cref="AuditException">Usage: something else stands there.</exception>
    public static void RequireReplaceable(string path)
    {
        if (Place.KindOf(path) is not (PlaceKind.Nothing or PlaceKind.File) and var kind)
        {
            throw new AuditException(FailureKind.Usage, $"'{path}' {Place.Words(kind)}; only a regular file is replaced.", "Name a file.");
        }
    }

    /// <summary>Makes the file durable and puts it in place of the old one.</summary>
    /// <exception cref="AuditException">Usage: something that is no regular file has come to stand at the target.</exception>
    public void Commit()
    {
        if (!Stream.CanWrite)
        {
            Stream = new FileStream(Partial, FileMode.Open, FileAccess.ReadWrite);
        }

        RequireReplaceable(_target);
        TakeOverMode();
        Stream.Flush(flushToDisk: true);
        Stream.Dispose();
        File.Move(Partial, _target, overwrite: true);
        _committed = true;
    }

    public void Dispose()
    {
        if (_committed)
        {
            return;
        }

        try
        {
            // On a full disk the flush of what is buffered fails again; the failure that matters was already thrown.
            Stream.Dispose();
        }
        catch (IOException)
        {
        }

        File.Delete(Partial);
    }

    private void TakeOverMode()
    {
        if (!OperatingSystem.IsWindows() && Place.KindOf(_target) is PlaceKind.File)
        {
            File.SetUnixFileMode(Stream.SafeFileHandle, File.GetUnixFileMode(_target));
        }
    }

    private void RemoveLeftover()
    {
        switch (Place.KindOf(Partial))
        {
            case PlaceKind.Nothing:
                return;
            case PlaceKind.File:
                // Held by whoever still writes it, it stays.
                new FileStream(Partial, FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose();
                break;
            case PlaceKind.Link:
                break;
            case var kind:
                throw new AuditException(FailureKind.Usage, $"'{Partial}', where the file is written first, {Place.Words(kind)}.", "Take it away, or name another place.");
        }

        File.Delete(Partial);
    }
}
