using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;

namespace BatchAudit;

/// <summary>
/// Text that a user gives in a file or through a pipe: UTF-8, or UTF-16 with its mark. Anything else is refused with the line where it
/// shows, for a byte that is replaced silently makes another id, another name or another key of it.
/// </summary>
public static class UserText
{
    /// <summary>No list, statement or key is larger; what never ends, such as a device, is given up here.</summary>
    public const int MaxBytes = 64 * 1024 * 1024;

    /// <inheritdoc cref="Read(Stream, string, FailureKind)"/>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file cannot be read.</exception>
    public static string ReadFile(string path, FailureKind refusal)
    {
        using var file = File.OpenRead(path);
        return Read(file, $"'{path}'", refusal);
    }

    /// <param name="name">What a message calls it, with its quotes.</param>
    /// <param name="refusal">What kind of failure it is when it cannot be read as text.</param>
    /// <returns>The text without its mark.</returns>
    /// <exception cref="AuditException">It is no text, in another encoding, or too large. Nothing of it is repeated: it may be a secret.</exception>
    public static string Read(Stream stream, string name, FailureKind refusal)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var bytes = new MemoryStream();
        var block = new byte[1 << 16];

        for (int read; (read = stream.Read(block)) > 0;)
        {
            bytes.Write(block, 0, read);

            if (bytes.Length > MaxBytes)
            {
                throw new AuditException(refusal, $"More than {MaxBytes >> 20} MB are in {name}.", "Give less at once.");
            }
        }

        var (text, fault) = Decode(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));

        return fault is null ? text : throw new AuditException(
            refusal,
            string.Create(CultureInfo.InvariantCulture, $"Line {LineOf(text)} of {name} {fault}."),
            "Save it as UTF-8, or as UTF-16 with its mark (BOM).");
    }

    /// <returns>The text; or what comes before its first fault, and the fault.</returns>
    private static (string Text, string? Fault) Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith<byte>([0xFF, 0xFE, 0, 0]) || bytes.StartsWith<byte>([0, 0, 0xFE, 0xFF]))
        {
            return ("", "is UTF-32");
        }

        var (text, fault) = bytes switch
        {
            [0xFF, 0xFE, ..] => Utf16(bytes[2..], BitConverter.IsLittleEndian),
            [0xFE, 0xFF, ..] => Utf16(bytes[2..], !BitConverter.IsLittleEndian),
            [0xEF, 0xBB, 0xBF, ..] => Utf8Text(bytes[3..]),
            _ => Utf8Text(bytes),
        };
        var end = text.IndexOf('\0', StringComparison.Ordinal);
        return end < 0 ? (text, fault) : (text[..end], "holds a zero byte, as no text does");
    }

    private static (string Text, string? Fault) Utf8Text(ReadOnlySpan<byte> bytes)
    {
        var characters = new char[bytes.Length];
        var isWhole = Utf8.ToUtf16(bytes, characters, out _, out var written, replaceInvalidSequences: false) == OperationStatus.Done;
        return (new string(characters, 0, written), isWhole ? null : "is not UTF-8");
    }

    private static (string Text, string? Fault) Utf16(ReadOnlySpan<byte> bytes, bool isNative)
    {
        var characters = MemoryMarshal.Cast<byte, char>(bytes).ToArray();

        if (!isNative)
        {
            var units = MemoryMarshal.Cast<char, ushort>(characters.AsSpan());
            BinaryPrimitives.ReverseEndianness(units, units);
        }

        for (var place = 0; place < characters.Length;)
        {
            if (Rune.DecodeFromUtf16(characters.AsSpan(place), out _, out var consumed) != OperationStatus.Done)
            {
                return (new string(characters, 0, place), "is not UTF-16: half a character stands alone");
            }

            place += consumed;
        }

        return (new string(characters), bytes.Length % 2 == 0 ? null : "is not UTF-16: its last character is cut off");
    }

    /// <summary>The line that the text ends in, as editors count.</summary>
    private static int LineOf(string text) => 1 + text.ReplaceLineEndings("\n").AsSpan().Count('\n');
}
