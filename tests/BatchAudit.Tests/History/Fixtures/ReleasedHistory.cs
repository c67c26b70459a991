using System.IO.Compression;
using BatchAudit.History.Sqlite;
using BatchAudit.Tests.Docs;
using Dapper;
using Microsoft.Data.Sqlite;

namespace BatchAudit.Tests.History.Fixtures;

/// <summary>
/// A history as an earlier program wrote it, in a folder of its own: the demo's last night by 0.1.0, whose views stood in
/// <c>schema.sql</c>. It is never written anew: every later program has to read it.
/// </summary>
internal sealed class ReleasedHistory : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("batch-audit-");

    public ReleasedHistory(string release = "0.1.0")
    {
        Path = File("history.db");
        using var packed = new GZipStream(System.IO.File.OpenRead(System.IO.Path.Combine(
            Repository.Root, "tests", "BatchAudit.Tests", "History", "Fixtures", release + ".db.gz")), CompressionMode.Decompress);
        using var history = System.IO.File.Create(Path);
        packed.CopyTo(history);
    }

    public string Path { get; }

    public string File(string name) => System.IO.Path.Combine(_folder.FullName, name);

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
