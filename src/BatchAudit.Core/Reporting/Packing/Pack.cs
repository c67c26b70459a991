using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace BatchAudit.Reporting.Packing;

/// <summary>A zip file whose entries all bear one time, and that remembers their digests.</summary>
internal sealed class Pack(Stream stream, DateTimeOffset time) : IDisposable
{
    private readonly ZipArchive _zip = new(stream, ZipArchiveMode.Create, leaveOpen: true);
    private readonly StringBuilder _sums = new();

    public void Add(string name, string text)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(text));
        Add(name, content);
    }

    public void AddFile(string folder, string name)
    {
        using var content = File.OpenRead(Path.Combine(folder, name));
        Add(name, content);
    }

    /// <summary>The digests of all entries so far, as <c>sha256sum</c> reads them.</summary>
    public void AddSums() => Add(CheckText.Sums, _sums.ToString());

    public void Dispose() => _zip.Dispose();

    private void Add(string name, Stream content)
    {
        var entry = _zip.CreateEntry(name, CompressionLevel.Optimal);
        entry.LastWriteTime = time;
        using var hash = SHA256.Create();

        using (var target = entry.Open())
        using (var hashing = new CryptoStream(target, hash, CryptoStreamMode.Write))
        {
            content.CopyTo(hashing);
        }

        _sums.Append(Convert.ToHexStringLower(hash.Hash!)).Append("  ").Append(name).Append('\n');
    }
}
