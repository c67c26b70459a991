using System.Buffers;
using System.Buffers.Text;

namespace BatchAudit.Reports.Page;

/// <summary>
/// One column of a block of rows, as JSON: a list of cells, or, where the same cells come again and again,
/// <c>{"words":[…],"at":[…]}</c>, each word once and for each row which one it is.
/// </summary>
internal sealed class ColumnBlock
{
    public const int MaxRows = 4096;

    // Twice the rows, so that a free slot is never far; a power of two, so that the mask works.
    private const int Slots = MaxRows * 2;

    private readonly ArrayBufferWriter<byte> _words = new();
    private readonly int[] _ends = new int[MaxRows];
    private readonly int[] _at = new int[MaxRows];
    private readonly int[] _slots = new int[Slots];
    private int _count;
    private int _rows;

    /// <param name="cell">A JSON value.</param>
    public void Add(ReadOnlySpan<byte> cell)
    {
        // Most columns that repeat repeat the row before.
        var word = _rows > 0 && Word(_at[_rows - 1]).SequenceEqual(cell) ? _at[_rows - 1] : Find(cell);
        _at[_rows++] = word;
    }

    public void WriteTo(IBufferWriter<byte> target)
    {
        if (_count > _rows / 2)
        {
            WriteList(target, _rows, (row, writer) => writer.Write(Word(_at[row])));
            return;
        }

        target.Write("{\"words\":"u8);
        WriteList(target, _count, (word, writer) => writer.Write(Word(word)));
        target.Write(",\"at\":"u8);
        WriteList(target, _rows, (row, writer) => WriteNumber(writer, _at[row]));
        target.Write("}"u8);
    }

    public void Clear()
    {
        _words.ResetWrittenCount();
        Array.Clear(_slots);
        _count = 0;
        _rows = 0;
    }

    private ReadOnlySpan<byte> Word(int word)
    {
        var start = word == 0 ? 0 : _ends[word - 1];
        return _words.WrittenSpan[start.._ends[word]];
    }

    private int Find(ReadOnlySpan<byte> cell)
    {
        var hash = new HashCode();
        hash.AddBytes(cell);
        var slot = hash.ToHashCode() & (Slots - 1);

        // A slot holds a word's number plus one, so that 0 is a free one.
        for (; _slots[slot] != 0; slot = (slot + 1) & (Slots - 1))
        {
            if (Word(_slots[slot] - 1).SequenceEqual(cell))
            {
                return _slots[slot] - 1;
            }
        }

        _words.Write(cell);
        _ends[_count++] = _words.WrittenCount;
        _slots[slot] = _count;
        return _count - 1;
    }

    private static void WriteList(IBufferWriter<byte> target, int count, Action<int, IBufferWriter<byte>> write)
    {
        target.Write("["u8);

        for (var i = 0; i < count; i++)
        {
            target.Write(i == 0 ? ""u8 : ","u8);
            write(i, target);
        }

        target.Write("]"u8);
    }

    private static void WriteNumber(IBufferWriter<byte> target, int number)
    {
        Utf8Formatter.TryFormat(number, target.GetSpan(11), out var written);
        target.Advance(written);
    }
}
