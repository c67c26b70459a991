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
        var path = historyPath + ".lock";

        try
        {
            return new HistoryLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException) when (File.Exists(path))
        {
            throw new AuditException(FailureKind.Locked, $"Another run is writing to '{historyPath}'.", "Run again when it has finished.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new AuditException(
                FailureKind.History, $"The history '{historyPath}' cannot be written: {failure.Message}", "Name a file in a folder that can be written with --history.", failure);
        }
    }

    public void Dispose() => _file.Dispose();
}
