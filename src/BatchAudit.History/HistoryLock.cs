namespace BatchAudit.History;

/// <summary>
/// Keeps a second run away from a history. The operating system holds it on the open file <c>&lt;history&gt;.lock</c>, and lets
/// go when the process ends, however it ends: there is no stale lock.
/// </summary>
internal sealed class HistoryLock : IDisposable
{
    private readonly FileStream _file;

    private HistoryLock(FileStream file) => _file = file;

    /// <exception cref="AuditException">Another process holds the lock, or the folder cannot be written.</exception>
    public static HistoryLock Take(string historyPath)
    {
        // One lock for one file, by whatever name it is opened.
        var target = File.Exists(historyPath) ? File.ResolveLinkTarget(historyPath, returnFinalTarget: true)?.FullName : null;
        var path = (target ?? historyPath) + ".lock";

        try
        {
            return new HistoryLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException held) when (IsHeld(held))
        {
            throw new AuditException(FailureKind.Locked, $"Another run is writing to '{historyPath}'.", "Run again when it has finished.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new AuditException(
                FailureKind.History, $"The history '{historyPath}' cannot be written: {failure.Message}", "Name a file in a folder that can be written with --history.", failure);
        }
    }

    /// <summary>EWOULDBLOCK on Linux, EAGAIN on macOS, a sharing violation on Windows.</summary>
    private static bool IsHeld(IOException failure) => failure.HResult is 11 or 35 or unchecked((int)0x80070020);

    public void Dispose() => _file.Dispose();
}
