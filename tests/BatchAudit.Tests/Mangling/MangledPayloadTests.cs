using System.IO.Compression;
using System.Text;
using BatchAudit.History.Integrity;
using BatchAudit.Tests.History.Integrity;
using Dapper;
using Microsoft.Data.Sqlite;

namespace BatchAudit.Tests.Mangling;

/// <summary>Answers and our own documents that are not what they were: as bytes under their old name, and as a forgery under a true one.</summary>
public sealed class MangledPayloadTests(TamperedHistory history) : IClassFixture<TamperedHistory>, IDisposable
{
    private readonly MangledHistory _copy = new(history);

    [Fact]
    public void A_body_whose_bytes_were_changed_is_told_unless_it_unpacks_to_the_same()
    {
        var names = history.Query("select sha256 from payload where body is not null order by sha256");

        Mangled.Try(400, random =>
        {
            var name = names[random.Next(names.Count)];
            var body = _copy.Body(name);
            var mangled = Mangled.Bytes(random, body);
            _copy.Change(connection => connection.Execute("update payload set body = @mangled where sha256 = @name", new { mangled, name }));

            Assert.True(_copy.Verify() is { IsValid: false } || Payload.Digest(Unpacked(mangled)) == name);
        });
    }

    /// <summary>Whoever can write can make the chain anew: what stands in it must be read without a fault of ours.</summary>
    [Fact]
    public void A_document_that_was_changed_together_with_the_chain_is_read_or_told()
    {
        var names = history.Query("select sha256 from payload where body is not null order by sha256");

        Mangled.Try(400, random =>
        {
            var name = names[random.Next(names.Count)];
            var text = Encoding.UTF8.GetString(Unpacked(_copy.Body(name)));
            var forged = Payload.Pack(text.StartsWith('{') ? Mangled.Json(random, text) : Mangled.Bytes(random, Encoding.UTF8.GetBytes(text)));
            _copy.Change(connection => Forge(connection, name, forged));

            _copy.Verify();
        });
    }

    /// <summary>The case that was told: a trailer that claims 2 GB; and its likes.</summary>
    [Theory]
    [InlineData(0x7FFFFFFFu)]
    [InlineData(0x80000000u)]
    [InlineData(0xFFFFFFFFu)]
    [InlineData(64u << 20)]
    [InlineData(1_000_000u)]
    public void A_trailer_that_claims_too_much_is_told_in_little_memory(uint claimed)
    {
        var name = history.Query("select sha256 from payload where body is not null limit 1")[0];
        var body = _copy.Body(name);
        BitConverter.GetBytes(claimed).CopyTo(body, body.Length - 4);
        _copy.Change(connection => connection.Execute("update payload set body = @body where sha256 = @name", new { body, name }));

        AssertToldInLittleMemory();
    }

    [Theory]
    [InlineData(100 << 20)]
    [InlineData(1L << 30)]
    public void A_body_that_unpacks_to_more_than_any_answer_is_told_in_little_memory(long size)
    {
        var name = history.Query("select sha256 from payload where body is not null limit 1")[0];
        using var packed = new MemoryStream();

        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            for (var left = size; left > 0; left -= 1 << 20)
            {
                gzip.Write(new byte[1 << 20]);
            }
        }

        foreach (var body in (byte[][])[packed.ToArray(), [.. packed.ToArray()[..^4], 1, 0, 0, 0]])
        {
            _copy.Change(connection => connection.Execute("update payload set body = @body where sha256 = @name", new { body, name }));
            AssertToldInLittleMemory();
        }
    }

    /// <summary>64 MB of nothing but rows that say nothing, under a true name.</summary>
    [Fact]
    public void An_answer_of_millions_of_nothings_is_told_in_little_memory()
    {
        var name = history.Query("select payload_sha256 from observation where kind = 'batch' limit 1 offset 1")[0];
        var start = "{\"id\":\"bat-1\",\"status\":\"COMPLETED\",\"results\":["u8.ToArray();
        var body = new byte[60 << 20];
        start.CopyTo(body, 0);
        body.AsSpan(start.Length).Fill((byte)'0');

        for (var at = start.Length; at < body.Length - 8; at += 5)
        {
            "null,"u8.CopyTo(body.AsSpan(at));
        }

        body.AsSpan(body.Length - 12).Fill((byte)' ');
        "0]}"u8.CopyTo(body.AsSpan(body.Length - 3));
        var forged = Payload.Pack(body);
        _copy.Change(connection => Forge(connection, name, forged));

        AssertToldInLittleMemory();
    }

    public void Dispose() => _copy.Dispose();

    private void AssertToldInLittleMemory()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var report = _copy.Verify();

        Assert.NotNull(report);
        Assert.False(report.IsValid);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 300L << 20);
    }

    private static byte[] Unpacked(byte[] body)
    {
        using var gzip = new GZipStream(new MemoryStream(body), CompressionMode.Decompress);
        using var unpacked = new MemoryStream();
        gzip.CopyTo(unpacked);
        return unpacked.ToArray();
    }

    /// <summary>Puts another payload in the place of one, and hashes every observation again.</summary>
    private static void Forge(SqliteConnection connection, string name, Payload forged)
    {
        connection.Execute("insert or ignore into payload (sha256, encoding, body) values (@Sha256, 'gzip', @Body)", new { forged.Sha256, Body = forged.Packed.ToArray() });
        connection.Execute("update observation set payload_sha256 = @Sha256 where payload_sha256 = @name", new { forged.Sha256, name });
        var head = ChainHash.Beginning;

        foreach (var row in connection.Query<ObservationRow>(
            "select seq as Seq, run_id as RunId, kind as Kind, subject as Subject, observed_at as ObservedAt, observed_ms as ObservedMs, payload_sha256 as PayloadSha256 from observation order by seq").AsList())
        {
            var hash = ChainHash.Of(head, row);
            connection.Execute("update observation set previous_hash = @head, hash = @hash where seq = @Seq", new { head, hash, row.Seq });
            head = hash;
        }
    }
}
