using BatchAudit.History.Sqlite;
using BatchAudit.Integrity;
using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace BatchAudit.Tests.History.Integrity;

/// <summary>The complete history, made once, and copies of it in which somebody changes something behind the triggers' back.</summary>
public sealed class TamperedHistory : IDisposable
{
    private const int EnableTriggers = 1003;

    // In memory where there is such a folder: there are thousands of copies.
    private readonly DirectoryInfo _folder = Directory.Exists("/dev/shm")
        ? Directory.CreateDirectory($"/dev/shm/batch-audit-{Guid.NewGuid():N}")
        : Directory.CreateTempSubdirectory("batch-audit-");

    public TamperedHistory()
    {
        CompleteHistory.Make(Original);

        using (var connection = Open(Original, SqliteOpenMode.ReadWrite))
        {
            connection.Execute("pragma journal_mode = delete");
        }

        using var look = Open(Original, SqliteOpenMode.ReadOnly);
        Anchors = [.. look.Query<(long Seq, string Hash)>("select seq, hash from observation order by seq").Select(row => new Anchor(row.Seq, HistoryFixture.Midnight, row.Hash))];
        Tables = [.. look.Query<string>("select name from sqlite_schema where type = 'table' and name not like 'sqlite%' order by name").Select(name => Table.Read(look, name))];
    }

    /// <summary>Anchors of every observation of the original.</summary>
    public IReadOnlyList<Anchor> Anchors { get; }

    public IReadOnlyList<Table> Tables { get; }

    public string Original => Path.Combine(_folder.FullName, "history.db");

    private string Copy => Path.Combine(_folder.FullName, "copy.db");

    public VerificationReport Verify(params IReadOnlyList<Anchor> anchors) => Verify(Original, anchors);

    /// <returns>Null: SQLite itself refused the change, or it changed nothing.</returns>
    public VerificationReport? VerifyAfter(string tampering, params IReadOnlyList<Anchor> anchors)
    {
        File.Copy(Original, Copy, overwrite: true);

        using (var connection = Open(Copy, SqliteOpenMode.ReadWrite))
        {
            connection.Execute("pragma foreign_keys = off; pragma journal_mode = memory; pragma synchronous = off");
            SqliteException.ThrowExceptionForRC(raw.sqlite3_db_config(connection.Handle, EnableTriggers, 0, out _), connection.Handle);

            try
            {
                if (connection.Execute(tampering) == 0 && tampering[0] is 'u' or 'i')
                {
                    return null;
                }
            }
            catch (SqliteException refused) when (refused.SqliteErrorCode is raw.SQLITE_CONSTRAINT or raw.SQLITE_MISMATCH)
            {
                return null;
            }
        }

        return Verify(Copy, anchors);
    }

    /// <summary>The copy as <see cref="VerifyAfter"/> left it.</summary>
    public VerificationReport VerifyCopy(Subset subset) => Verify(Copy, [], subset);

    public IReadOnlyList<string> Query(string sql)
    {
        using var connection = Open(Original, SqliteOpenMode.ReadOnly);
        return connection.Query<string>(sql).AsList();
    }

    public static VerificationReport Verify(string path, IReadOnlyList<Anchor> anchors, Subset? subset = null) =>
        new HistoryVerifier(path, CompleteHistory.Answers).Verify(anchors, subset);

    public void Dispose() => _folder.Delete(recursive: true);

    private static SqliteConnection Open(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection($"Data Source={path};Mode={mode};Pooling=false");
        connection.Open();
        return connection;
    }
}

/// <param name="Rows">How many.</param>
public sealed record Table(string Name, IReadOnlyList<string> Columns, IReadOnlyList<string> Key, int Rows)
{
    /// <summary>The n-th row in the order of the key.</summary>
    public string Where(int n, int count = 1) =>
        $"({string.Join(", ", Key)}) in (select {string.Join(", ", Key)} from {Name} order by {string.Join(", ", Key)} limit {count} offset {n})";

    public static Table Read(SqliteConnection connection, string name)
    {
        var columns = connection.Query<(string Name, long Key)>($"select name, pk from pragma_table_info('{name}') order by cid").AsList();

        return new Table(
            name,
            [.. columns.Select(column => column.Name)],
            [.. columns.Where(column => column.Key > 0).OrderBy(column => column.Key).Select(column => column.Name)],
            connection.ExecuteScalar<int>($"select count(*) from {name}"));
    }
}
