using System.IO.Compression;
using System.Text;
using BatchAudit.Tests.Webhooks;
using Microsoft.Data.Sqlite;

namespace BatchAudit.Tests.Cli.Canaries;

/// <summary>Secrets that sing wherever they are found.</summary>
internal static class Canary
{
    /// <summary>Looks like nothing, so that only who knows it finds it.</summary>
    public const string Key = "Kanary/Key+7f3e91c2";

    public const string Login = "canary-user:S3cret@Pr0xyPw";

    /// <summary>As a variable has it.</summary>
    public const string EncodedLogin = "canary-user:S3cret%40Pr0xyPw";

    public static string BasicLogin { get; } = Convert.ToBase64String(Encoding.UTF8.GetBytes(Login));

    /// <summary>All of them, as a server would write them that repeats whatever it was sent.</summary>
    public static string Song { get; } =
        $"key {Key}, Bearer {Key}, k={Uri.EscapeDataString(Key)}, secret {Signed.Secret}, Basic {BasicLogin}, login {Login} or http://{EncodedLogin}@proxy/, user canary-user";

    private static string[] Notes { get; } =
        [Key, Uri.EscapeDataString(Key), Signed.Secret, "S3cret@Pr0xyPw", "S3cret%40Pr0xyPw", BasicLogin, "canary-user"];

    public static void AssertNotIn(string text, string place) =>
        Assert.All(Notes, note => Assert.False(text.Contains(note, StringComparison.OrdinalIgnoreCase), $"{note} is in {place}:\n{text}"));

    /// <summary>Whatever is packed in it is looked at, too: archives, workbooks, and the payloads of a history.</summary>
    public static void AssertNotInFile(string path)
    {
        AssertNotIn(File.ReadAllBytes(path), path);

        if (path.EndsWith(".db", StringComparison.Ordinal))
        {
            using var connection = new SqliteConnection($"Data Source={path};Mode=ReadOnly;Pooling=false");
            connection.Open();
            using var command = new SqliteCommand("select body from payload where body is not null", connection);
            using var rows = command.ExecuteReader();

            while (rows.Read())
            {
                AssertNotIn((byte[])rows[0], path);
            }
        }
    }

    private static void AssertNotIn(byte[] bytes, string place)
    {
        AssertNotIn(Encoding.Latin1.GetString(bytes), place);

        if (bytes.AsSpan().StartsWith("PK"u8))
        {
            using var archive = new ZipArchive(new MemoryStream(bytes));

            foreach (var entry in archive.Entries)
            {
                using var stream = entry.Open();
                AssertNotIn(ToArray(stream), $"{place}/{entry.FullName}");
            }
        }
        else if (bytes.AsSpan().StartsWith((byte[])[0x1F, 0x8B]))
        {
            using var stream = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
            AssertNotIn(ToArray(stream), place + " (unpacked)");
        }
    }

    private static byte[] ToArray(Stream stream)
    {
        using var whole = new MemoryStream();
        stream.CopyTo(whole);
        return whole.ToArray();
    }
}
