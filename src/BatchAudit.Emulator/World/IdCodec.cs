using System.Globalization;

namespace BatchAudit.Emulator;

/// <summary>
/// Makes ids that look like the vendor's and can be read back: the place is scrambled, not looked up,
/// so that a million files need no table.
/// </summary>
internal sealed class IdCodec(long seed)
{
    /// <summary>Every prefix has four letters, every uuid 36.</summary>
    public const int Length = 40;

    private const ulong First = 0xBF58476D1CE4E5B9;
    private const ulong Second = 0x94D049BB133111EB;

    private static readonly ulong FirstBack = Inverse(First);
    private static readonly ulong SecondBack = Inverse(Second);

    private readonly ulong _key = Seeded.Mix((ulong)seed);

    public string Text(IdKind kind, Place place)
    {
        Span<byte> utf8 = stackalloc byte[Length];
        Write(kind, place, utf8);
        return System.Text.Encoding.ASCII.GetString(utf8);
    }

    /// <param name="utf8">At least <see cref="Length"/> bytes.</param>
    public void Write(IdKind kind, Place place, Span<byte> utf8)
    {
        var word = ((ulong)place.Rank << 4) | (uint)kind;
        Prefix(kind).CopyTo(utf8);
        var digits = utf8[4..Length];
        var front = Scramble(word);
        var check = Check(word);
        var used = 0;
        for (var at = 0; at < 36; at++)
        {
            digits[at] = at switch
            {
                8 or 13 or 18 or 23 => (byte)'-',
                14 => (byte)'4',
                19 => "89ab"u8[(int)(check & 3)],
                _ => Digit(front, check, used++),
            };
        }
    }

    public bool TryRead(IdKind kind, string id, out Place place)
    {
        place = default;
        if (id.Length != Length || !ulong.TryParse(
            string.Concat(id.AsSpan(4, 8), id.AsSpan(13, 4), id.AsSpan(19, 3), id.AsSpan(24, 1)),
            NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var front))
        {
            return false;
        }

        place = Place.OfRank((long)(Unscramble(front) >> 4));
        return id == Text(kind, place);
    }

    private static byte Digit(ulong front, ulong check, int index) =>
        "0123456789abcdef"u8[(int)((index < 16 ? front >> (60 - (4 * index)) : check >> (4 * (index - 16))) & 15)];

    private static ReadOnlySpan<byte> Prefix(IdKind kind) => kind switch
    {
        IdKind.Project => "prj-"u8,
        IdKind.Directory => "dir-"u8,
        IdKind.Batch => "bat-"u8,
        IdKind.File => "dfl-"u8,
        IdKind.ParseJob => "pjb-"u8,
        IdKind.ExtractJob => "ext-"u8,
        IdKind.StoredFile => "fil-"u8,
        _ => "doc-"u8,
    };

    private ulong Check(ulong word) => Seeded.Mix(word ^ _key);

    // A shift by 32 or more undoes itself; an odd factor has an inverse modulo 2^64.
    private ulong Scramble(ulong word)
    {
        word = (word ^ _key) * First;
        word = (word ^ (word >> 32)) * Second;
        return word ^ (word >> 33);
    }

    private ulong Unscramble(ulong word)
    {
        word = (word ^ (word >> 33)) * SecondBack;
        return ((word ^ (word >> 32)) * FirstBack) ^ _key;
    }

    // Newton's iteration: each round doubles the number of correct low bits, from 3 on.
    private static ulong Inverse(ulong odd)
    {
        var inverse = odd;
        for (var round = 0; round < 5; round++)
        {
            inverse *= 2 - (odd * inverse);
        }

        return inverse;
    }
}
