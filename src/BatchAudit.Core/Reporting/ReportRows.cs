namespace BatchAudit.Reporting;

/// <summary>
/// A forward-only pass over a report's rows. Cells are read by position, in the order of
/// <see cref="ReportDefinition.Columns"/>, and stand until the next <see cref="Read"/>: nothing is kept per row.
/// </summary>
public abstract class ReportRows : IDisposable
{
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

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }
}
