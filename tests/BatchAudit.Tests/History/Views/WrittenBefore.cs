using System.IO.Compression;
using BatchAudit.History.Sqlite;
using BatchAudit.Tests.Docs;
using Dapper;
using Microsoft.Data.Sqlite;

namespace BatchAudit.Tests.History.Views;

/// <summary>A history of two runs, of a batch of twelve files, as it was written when views were still read from the file.</summary>
internal sealed class WrittenBefore : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("batch-audit-");

    public WrittenBefore()
    {
        using var kept = File.OpenRead(System.IO.Path.Combine(Repository.Root, "tests", "BatchAudit.Tests", "History", "Views", "written-before.db.gz"));
        using var unpacked = new GZipStream(kept, CompressionMode.Decompress);
        using var file = File.Create(Path);
        unpacked.CopyTo(file);
    }

    public string Path => System.IO.Path.Combine(_folder.FullName, "history.db");

    /// <summary>As every command that writes does.</summary>
    public void OpenToAppend() => SqliteHistory.Open(Path).Dispose();

    public void Execute(string sql)
    {
        using var connection = Connect(SqliteOpenMode.ReadWrite);
        connection.Execute(sql);
    }

    public IReadOnlyList<string> Query(string sql)
    {
        using var connection = Connect(SqliteOpenMode.ReadOnly);
        return connection.Query<string>(sql).AsList();
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private SqliteConnection Connect(SqliteOpenMode mode)
    {
        var connection = new SqliteConnection($"Data Source={Path};Mode={mode};Pooling=false");
        connection.Open();
        return connection;
    }
}
