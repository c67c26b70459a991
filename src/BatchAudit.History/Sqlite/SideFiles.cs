using System.Globalization;
using BatchAudit.Files;

namespace BatchAudit.History.Sqlite;

/// <summary>
/// What SQLite keeps beside a database while it works: its write-ahead log, the index of that, a rollback journal. SQLite takes
/// what it finds beside a file for that file's own, and replays it: those of a file that stood there before must be gone before
/// another is put in its place.
/// </summary>
internal static class SideFiles
{
    /// <summary>Holds nothing of its own: SQLite makes it of the log.</summary>
    private const string Index = "-shm";

    private static readonly string[] Logs = ["-wal", "-journal"];

    /// <summary>Where they would be.</summary>
    public static IEnumerable<string> Of(string database) => Logs.Append(Index).Select(name => database + name);

    /// <summary>For a database that is itself given up.</summary>
    public static void Delete(string database)
    {
        foreach (var file in Of(database))
        {
            File.Delete(file);
        }
    }

    /// <summary>
    /// For a place without a database. A log can hold answers that were never written into the file it belonged to, which may
    /// have been moved away without it: it is kept, as <c>….orphan</c>, where SQLite does not look.
    /// </summary>
    public static void SetAside(string database)
    {
        foreach (var log in Logs.Select(name => database + name).Where(IsThere))
        {
            if (Place.KindOf(log) is not PlaceKind.File and var kind)
            {
                throw new AuditException(
                    FailureKind.History, $"'{log}', where SQLite keeps its log, {Place.Words(kind)}, and has to be a file.", "Take it away, or name another history with --history.");
            }

            File.Move(log, Free(log + ".orphan"));
        }

        File.Delete(database + Index);
    }

    /// <summary>Whether the log holds what the database does not hold yet, as far as its size says. SQLite keeps it beside the file, not beside a link to it.</summary>
    public static bool HasLog(string database) => Logs.Any(name => new FileInfo(Place.Resolve(database) + name) is { Exists: true, Length: > 0 });

    private static bool IsThere(string path) => Place.KindOf(path) is not PlaceKind.Nothing;

    private static string Free(string name) => Enumerable.Range(1, int.MaxValue)
        .Select(n => n == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}-{n}"))
        .First(candidate => !IsThere(candidate));
}
