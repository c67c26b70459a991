namespace BatchAudit.Reporting;

/// <summary>
/// A file written beside its target and put in its place by <see cref="Commit"/>: a reader sees the old file or the new
/// one, never half of one. Disposed without a commit, it leaves nothing behind.
/// </summary>
public sealed class ReplacedFile : IDisposable
{
    private readonly string _target;
    private readonly string _partial;
    private bool _committed;

    /// <exception cref="IOException">The folder cannot be written to.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be written to.</exception>
    public ReplacedFile(string folder, string name)
    {
        _target = Path.Combine(folder, name);
        // One fixed name: what a killed run left is overwritten by the next one instead of piling up.
        _partial = Path.Combine(folder, "." + name + ".partial");
        Stream = new FileStream(_partial, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1 << 16);
    }

    public FileStream Stream { get; }

    /// <summary>Makes the file durable and puts it in place of the old one.</summary>
    public void Commit()
    {
        Stream.Flush(flushToDisk: true);
        Stream.Dispose();
        File.Move(_partial, _target, overwrite: true);
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

        File.Delete(_partial);
    }
}
