using System.Globalization;
using System.Text;
using BatchAudit.Files;

namespace BatchAudit.History;

/// <summary>
/// Keeps a second run away from a history. The operating system holds it on the open file <c>&lt;history&gt;.lock</c>, and lets
/// go when the process ends, however it ends: there is no stale lock. A locked file can be read by nobody else, so who holds
/// it stands beside it, in <c>&lt;history&gt;.lock.holder</c>, and counts only while the lock is held.
/// </summary>
internal sealed class HistoryLock : IDisposable
{
    private readonly FileStream _file;

    private HistoryLock(FileStream file) => _file = file;

    /// <exception cref="AuditException">Another process holds the lock, or the folder cannot be written.</exception>
    public static HistoryLock Take(string historyPath)
    {
        var path = PathOf(historyPath);

        try
        {
            RequireFile(path);
            var held = new HistoryLock(PrivateFile.Open(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            Sign(path);
            return held;
        }
        catch (IOException held) when (IsHeld(held))
        {
            var holder = HolderOf(path) is { } process ? FormattableString.Invariant($"It is process {process}; ") : "";

            throw new AuditException(
                FailureKind.Locked, $"Another run is writing to '{historyPath}'.", $"Run again when it has finished. {holder}--lock-wait waits for it.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new AuditException(
                FailureKind.History, $"The history '{historyPath}' cannot be written: {failure.Message}", "Name a file in a folder that can be written with --history.", failure);
        }
    }

    /// <summary>Looks without taking or making anything.</summary>
    public static LockState Look(string historyPath)
    {
        var path = PathOf(historyPath);

        if (Place.KindOf(path) is not PlaceKind.File)
        {
            return new LockState(false, null);
        }

        try
        {
            using var free = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.None);
            return new LockState(false, null);
        }
        catch (IOException held) when (IsHeld(held))
        {
            return new LockState(true, HolderOf(path));
        }
        catch (Exception absent) when (absent is IOException or UnauthorizedAccessException)
        {
            return new LockState(false, null);
        }
    }

    public void Dispose()
    {
        // Before letting go: afterwards it may be the next one's.
        Ignoring(() => File.Delete(_file.Name + ".holder"));
        _file.Dispose();
    }

    /// <summary>One lock for one file, by whatever name it is opened.</summary>
    private static string PathOf(string historyPath) =>
        Place.Resolve(historyPath) + ".lock";

    private static void Sign(string path) =>
        Ignoring(() =>
        {
            // Made anew, so that a link in its place is not followed.
            File.Delete(path + ".holder");
            using var file = PrivateFile.Open(path + ".holder", FileMode.CreateNew, FileAccess.Write, FileShare.Read);
            file.Write(Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));
        });

    private static void RequireFile(string path)
    {
        if (Place.KindOf(path) is not (PlaceKind.Nothing or PlaceKind.File) and var kind)
        {
            throw new AuditException(FailureKind.History, $"The lock '{path}' {Place.Words(kind)}, and has to be a file.", "Take it away, or name another history with --history.");
        }
    }

    private static int? HolderOf(string path)
    {
        int? holder = null;

        if (Place.KindOf(path + ".holder") is not PlaceKind.File)
        {
            return null;
        }

        Ignoring(() => holder = int.TryParse(File.ReadAllText(path + ".holder"), NumberStyles.None, CultureInfo.InvariantCulture, out var process)
            ? process
            : null);

        return holder;
    }

    /// <summary>Who holds the lock is a courtesy; that it is held does not depend on it.</summary>
    private static void Ignoring(Action work)
    {
        try
        {
            work();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
        }
    }

    /// <summary>EWOULDBLOCK on Linux, EAGAIN on macOS, a sharing violation on Windows.</summary>
    private static bool IsHeld(IOException failure) => failure.HResult is 11 or 35 or unchecked((int)0x80070020);
}
