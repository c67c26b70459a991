using System.Text;
using System.Text.Unicode;

namespace BatchAudit.Reports;

/// <summary>Makes any cell valid UTF-8: each sequence that is none becomes U+FFFD, as browsers and Python do.</summary>
internal sealed class CellText
{
    private byte[] _repaired = [];

    /// <summary>Cells that held bytes that are no UTF-8.</summary>
    public long Repaired { get; private set; }

    /// <summary>The cell itself when it is valid, else a copy that stands until the next call.</summary>
    public ReadOnlySpan<byte> Of(ReadOnlySpan<byte> cell) => Utf8.IsValid(cell) ? cell : Repair(cell);

    public IEnumerable<string> Warnings(string report)
    {
        if (Repaired > 0)
        {
            yield return $"{report}: bytes that are no UTF-8 were replaced by U+FFFD in {Count.Of(Repaired, "cell")}.";
        }
    }

    private ReadOnlySpan<byte> Repair(ReadOnlySpan<byte> cell)
    {
        Repaired++;
        var most = checked(cell.Length * Rune.ReplacementChar.Utf8SequenceLength);

        if (_repaired.Length < most)
        {
            _repaired = new byte[most];
        }

        var length = 0;

        while (!cell.IsEmpty)
        {
            // A bad sequence decodes as the replacement character, which is what is wanted here.
            _ = Rune.DecodeFromUtf8(cell, out var rune, out var consumed);
            length += rune.EncodeToUtf8(_repaired.AsSpan(length));
            cell = cell[consumed..];
        }

        return _repaired.AsSpan(0, length);
    }
}
