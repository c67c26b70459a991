using System.Globalization;
using System.Text;
using BatchAudit.Files;

namespace BatchAudit.History.Sqlite;

/// <summary>
/// Keeps a second run away from a history. The operating system holds it on the open file <c>&lt;history&gt;.lock</c>, and lets
/// go when the process ends, however it ends: there is no stale lock. A locked file can be read by nobody else, so who holds
/// it stands beside it, in <c>&lt;history&gt;.lock.holder</c>, and counts only while the lock is held. Whether it is held can only be
/// found out by trying for it, and whoever looks must not be in a writer's way: they try for a second file, <c>….lock.held</c>,
/// which the holder has locked as well.
/// </summary>
internal sealed class HistoryLock : IDisposable
{
    /// <summary>Those who look have the sign for some microseconds; one that was stopped in between is not waited for.</summary>
    private const int MaxTries = 10_000;

    private readonly FileStream _file;
    private readonly FileStream? _sign;

    private HistoryLock(FileStream file, FileStream? sign)
    {
        _file = file;
        _sign = sign;
    }

    /// <exception cref="AuditException">Another process holds the lock, or the folder cannot be written.</exception>
    public static HistoryLock Take(string historyPath)
    {
        var path = PathOf(historyPath);

        try
        {
            RequireFile(path);
            RequireFile(SignOf(path));
            var file = PrivateFile.Open(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            NameHolder(path);
            return new HistoryLock(file, Sign(path));
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

    /// <summary>Looks without taking or making anything that a writer wants.</summary>
    public static LockState Look(string historyPath)
    {
        var path = PathOf(historyPath);

        if (Place.KindOf(SignOf(path)) is not PlaceKind.File)
        {
            return new LockState(false, null);
        }

        try
        {
            // Shared: two who look are not in each other's way, either.
            using var free = new FileStream(SignOf(path), FileMode.Open, FileAccess.Read, FileShare.Read);
            return new LockState(false, null);
        }
        catch (IOException held) when (IsHeld(held))
        {
            return new LockState(true, HolderOf(path));
        }
        catch (FileNotFoundException)
        {
            return new LockState(false, null);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new LockState(false, null) { IsKnown = false };
        }
    }

    public void Dispose()
    {
        // Before letting go: afterwards it may be the next one's.
        Ignoring(() => File.Delete(HolderFileOf(_file.Name)));
        Ignoring(() => File.Delete(SignOf(_file.Name)));
        _sign?.Dispose();
        _file.Dispose();
    }

    /// <summary>One lock for one file, by whatever name it is opened.</summary>
    private static string PathOf(string historyPath) =>
        Place.Resolve(historyPath) + ".lock";

    private static string SignOf(string path) => path + ".held";

    private static string HolderFileOf(string path) => path + ".holder";

    /// <summary>Where they would be, whether or not somebody holds it.</summary>
    internal static IEnumerable<string> FilesOf(string historyPath) =>
        [PathOf(historyPath), SignOf(PathOf(historyPath)), HolderFileOf(PathOf(historyPath))];

    private static FileStream? Sign(string path)
    {
        var wait = new SpinWait();

        for (var n = 0; n < MaxTries; n++)
        {
            try
            {
                RequireFile(SignOf(path));
                return PrivateFile.Open(SignOf(path), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException looking) when (IsHeld(looking))
            {
                wait.SpinOnce(sleep1Threshold: -1);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                break;
            }
        }

        return null;
    }

    private static void NameHolder(string path) =>
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
