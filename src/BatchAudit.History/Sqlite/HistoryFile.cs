using System.Data;
using System.Globalization;
using System.Reflection;
using BatchAudit.Files;
using Dapper;
using Microsoft.Data.Sqlite;

namespace BatchAudit.History.Sqlite;

/// <summary>A history on disk: one SQLite file, laid out by <c>schema.sql</c>.</summary>
public static class HistoryFile
{
    /// <summary>The layout that this program writes, in SQLite's <c>user_version</c>.</summary>
    public static int SchemaVersion => Migrations.Released.Newest;

    /// <summary>Of the SQLite that is built in.</summary>
    public static string SqliteVersion
    {
        get
        {
            SQLitePCL.Batteries_V2.Init();
            return SQLitePCL.raw.sqlite3_libversion().utf8_to_string();
        }
    }

    /// <summary>Marks the file as a history of ours, in SQLite's <c>application_id</c>: the letters BtAu.</summary>
    private const int ApplicationId = 0x42744175;

    /// <summary>In bytes. A packed answer is the longest thing in a history; whatever is longer was put there by somebody else.</summary>
    private const int LongestRow = Payload.MaxBytes + (1 << 20);

    /// <summary>Opens the history to append to it; makes one when there is none. The views in it are the program's afterwards.</summary>
    /// <remarks>The caller holds the history's lock.</remarks>
    /// <exception cref="AuditException">The file is damaged, newer, or something else; it is untouched.</exception>
    internal static SqliteConnection OpenToAppend(string path, Migrations? migrations = null)
    {
        if (Inspect(path, migrations))
        {
            (migrations ?? Migrations.Released).BringUpToDate(path);
        }
        else
        {
            Create(path);
        }

        return Guarded(path, () =>
        {
            var connection = Connect(path, SqliteOpenMode.ReadWrite);

            // WAL: readers and the writer do not wait for each other; a backup that was brought back is not in it.
            // FULL: a committed observation survives a power cut. The larger cache and the rarer checkpoint pay for a
            // night of new files, whose pages would otherwise be written several times.
            connection.Execute("pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on; pragma cache_size = -32768; pragma wal_autocheckpoint = 8000");
            StoredViews.Renew(connection);
            return connection;
        });
    }

    /// <summary>Looks at what is at the path through a reader: opening somebody else's file to write could change it.</summary>
    /// <returns>Whether a history is there; false where one can be made.</returns>
    /// <exception cref="AuditException">The file is damaged, newer, or something else; or no file can be there.</exception>
    internal static bool Inspect(string path, Migrations? migrations = null)
    {
        if (!HistoryPlace.HasContent(path))
        {
            return false;
        }

        Look(path, migrations ?? Migrations.Released).Dispose();
        return true;
    }

    /// <summary>Makes an empty history beside its place and puts it there whole: a run that is killed meanwhile leaves none.</summary>
    private static void Create(string path)
    {
        try
        {
            CreateAt(path, Place.Resolve(path));
        }
        catch (AuditException failure) when (failure.Kind is FailureKind.Usage)
        {
            throw new AuditException(FailureKind.History, failure.Message, failure.Hint, failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new AuditException(FailureKind.History, $"The history '{path}' cannot be made: {failure.Message}", "Name a file in a folder that can be written with --history.", failure);
        }
    }

    private static void CreateAt(string path, string place) => Guarded(path, () =>
    {
        using var file = new ReplacedFile(place);
        file.Stream.Dispose();
        SideFiles.Delete(file.Partial);

        using (var connection = Connect(file.Partial, SqliteOpenMode.ReadWrite))
        {
            connection.Execute("pragma journal_mode = wal");
            LayOut(connection);
        }

        SideFiles.SetAside(place);
        file.Commit();
        return path;
    });

    /// <summary>Makes an empty history of an empty database.</summary>
    internal static void LayOut(SqliteConnection connection)
    {
        connection.Execute(SchemaText());
        StoredViews.Renew(connection);
        connection.Execute($"pragma application_id = {ApplicationId}; pragma user_version = {SchemaVersion}");
    }

    /// <summary>Opens the history to read it only; one of an earlier layout is brought to the newest first.</summary>
    /// <exception cref="AuditException">There is none, or the file is damaged, newer, or something else.</exception>
    internal static SqliteConnection OpenToRead(string path, Migrations? migrations = null)
    {
        if (!HistoryPlace.HasFile(path))
        {
            throw new AuditException(FailureKind.History, $"There is no history at '{path}'.", "Run batch-audit collect first, or name the file with --history.");
        }

        var ladder = migrations ?? Migrations.Released;
        var connection = Look(path, ladder);

        if (Guarded(path, () => Layout(connection)) == ladder.Newest)
        {
            return connection;
        }

        connection.Dispose();

        using (HistoryLock.Take(path))
        {
            ladder.BringUpToDate(path);
        }

        return Look(path, ladder);
    }

    private static SqliteConnection Look(string path, Migrations migrations) => Guarded(path, () =>
    {
        try
        {
            return Checked(path, Connect(path, SqliteOpenMode.ReadOnly), migrations);
        }
        catch (SqliteException failure) when (failure.SqliteErrorCode is SQLitePCL.raw.SQLITE_READONLY or SQLitePCL.raw.SQLITE_CANTOPEN)
        {
            // A reader, too, makes files beside a database in WAL mode. Where it may not, the database is all there is as long
            // as no log lies beside it; then SQLite can be told that nothing will change it.
            return SideFiles.HasLog(path)
                ? throw NeedsItsLog(path, failure)
                : Checked(path, Connect(path, SqliteOpenMode.ReadOnly, immutable: true), migrations);
        }
    });

    private static SqliteConnection Checked(string path, SqliteConnection connection, Migrations migrations)
    {
        try
        {
            Check(path, connection, migrations.Newest);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static AuditException NeedsItsLog(string path, SqliteException failure) => new(
        FailureKind.History,
        $"The history '{path}' cannot be read where it is: part of it is still in '{path}-wal', and nothing can be written beside it.",
        "Copy both files into a folder of your own and name the copy with --history, or ask whoever keeps it for a copy made with batch-audit backup.",
        failure);

    /// <summary>The text of <c>schema.sql</c> as it was built in.</summary>
    public static string SchemaText()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("schema.sql")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <param name="immutable">SQLite takes it that nobody changes the file meanwhile: it looks for nothing beside it, and locks nothing.</param>
    internal static SqliteConnection Connect(string path, SqliteOpenMode mode, bool immutable = false)
    {
        // A whole path, so that no name means something else to SQLite, as ':memory:' and 'file:' do.
        var whole = Path.GetFullPath(path);
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = immutable ? Immutable(whole) : whole,
            Mode = mode,
            Pooling = false,
            DefaultTimeout = 30,
        }.ToString());

        try
        {
            connection.Open();
            SQLitePCL.raw.sqlite3_limit(connection.Handle, SQLitePCL.raw.SQLITE_LIMIT_LENGTH, LongestRow);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>SQLite's own form of a path with a parameter; a character that would mean something in it is escaped.</summary>
    private static string Immutable(string path) =>
        $"file:///{string.Join('/', path.Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries).Select(Uri.EscapeDataString))}?immutable=1";

    private static long Layout(SqliteConnection connection) => connection.ExecuteScalar<long>("pragma user_version");

    private static void Check(string path, SqliteConnection connection, int newest)
    {
        if (connection.ExecuteScalar<long>("pragma application_id") != ApplicationId)
        {
            throw new AuditException(FailureKind.History, $"'{path}' is a database, but no history of BatchAudit.", "Name another file with --history.");
        }

        var layout = Layout(connection);

        if (layout < 1 || layout > newest)
        {
            throw new AuditException(
                FailureKind.History,
                string.Create(CultureInfo.InvariantCulture, $"'{path}' was written by a newer BatchAudit: its layout is {layout}, and this program knows {newest}."),
                "Use the newer program.");
        }
    }

    /// <summary>Says of SQLite's failures which file they are about and what to do.</summary>
    internal static T Guarded<T>(string path, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (SqliteException failure)
        {
            throw Unusable(path, failure);
        }
        catch (Exception failure) when (IsOfOddCell(failure))
        {
            throw new AuditException(
                FailureKind.History,
                $"The history '{path}' holds what no program of ours writes: {failure.Message}",
                "See what batch-audit verify says of it, and bring back a backup, or name another file with --history.",
                failure);
        }
    }

    /// <summary>
    /// Whether reading failed over what stands in a cell: SQLite lets anything stand in any column, and whoever wrote it need not have
    /// been this program.
    /// </summary>
    internal static bool IsOfOddCell(Exception failure) =>
        failure is InvalidCastException or FormatException or OverflowException or DataException or ArgumentException
            or (InvalidOperationException and not ObjectDisposedException);

    internal static AuditException Unusable(string path, SqliteException failure) =>
        new(FailureKind.History, $"The history '{path}' cannot be used: {failure.Message}", Hint(failure), failure);

    private static string Hint(SqliteException failure) => failure.SqliteErrorCode switch
    {
        5 or 6 => "Another program holds the file; run again when it has finished.",
        8 or 14 => "Run as the user who keeps the history, or name another file with --history; to read it, copy it into a folder of your own.",
        18 => "Something in it is larger than anything that this program writes. See what batch-audit verify says, and bring back a backup.",
        13 => "Make room on the disk and run again: nothing that was stored is lost.",
        26 => "The file is no SQLite database. Name another one with --history.",
        _ => "Bring back a backup, or name another file with --history.",
    };
}
