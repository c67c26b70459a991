using System.Text;

namespace BatchAudit.Reporting;

/// <summary>
/// A forward-only pass over a report's rows. Cells are read by position, in the order of
/// <see cref="ReportDefinition.Columns"/>, and stand until the next <see cref="Read"/>: nothing is kept per row.
/// </summary>
public abstract class ReportRows : IDisposable
{
    private const int LongestShown = 100;

    /// <summary>Steps to the next row; false when there is none.</summary>
    /// <exception cref="AuditException">The history could not be read.</exception>
    public abstract bool Read();

    public abstract bool IsNull(int column);

    /// <summary>The cell as UTF-8: for Text, Id, Word and Time. Empty when null. May hold any byte the server sent.</summary>
    public abstract ReadOnlySpan<byte> Utf8(int column);

    /// <summary>For Integer and Flag; 0 when null.</summary>
    public abstract long Integer(int column);

    /// <summary>For Number; 0 when null.</summary>
    public abstract double Number(int column);

    /// <summary>For Time.</summary>
    /// <exception cref="AuditException">History: what stands there is no time, so this program did not write it.</exception>
    public DateTimeOffset Time(int column)
    {
        var text = Encoding.UTF8.GetString(Utf8(column));

        return UtcText.TryParse(text, out var time) ? time : throw new AuditException(
            FailureKind.History, PrintableText.Of($"The history holds '{text[..Math.Min(text.Length, LongestShown)]}' where a time belongs."), "See what batch-audit verify says of it, and bring back a backup.");
    }

    /// <summary>How to read a cell of a column that is declared so: as declared, or, of <see cref="ColumnKind.Any"/>, as it is.</summary>
    public ColumnKind KindOf(int column, ColumnKind declared) => declared is ColumnKind.Any ? KindOfCell(column) : declared;

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <returns>Text, Integer or Number; never <see cref="ColumnKind.Any"/>.</returns>
    protected virtual ColumnKind KindOfCell(int column) => ColumnKind.Text;

    protected virtual void Dispose(bool disposing)
    {
    }
}
