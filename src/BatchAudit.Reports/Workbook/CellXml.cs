using System.Text;
using BatchAudit.Reporting;

namespace BatchAudit.Reports.Workbook;

/// <summary>What stands before and after the value in a column's cells. No <c>r="A1"</c>: a reader counts along.</summary>
internal sealed class CellXml(ColumnKind kind, int style)
{
    /// <summary>No cell's XML is longer than this and its text.</summary>
    public const int MaxBytes = 128;

    public ColumnKind Kind { get; } = kind;

    public byte[] Value { get; } = Encoding.UTF8.GetBytes(FormattableString.Invariant($"<c s=\"{style}\"><v>"));

    public byte[] Boolean { get; } = Encoding.UTF8.GetBytes(FormattableString.Invariant($"<c s=\"{style}\" t=\"b\"><v>"));

    public byte[] Text { get; } = Encoding.UTF8.GetBytes(FormattableString.Invariant($"<c s=\"{style}\" t=\"inlineStr\"><is><t>"));

    public byte[] SpacedText { get; } =
        Encoding.UTF8.GetBytes(FormattableString.Invariant($"<c s=\"{style}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">"));

    public static ReadOnlySpan<byte> Empty => "<c/>"u8;

    public static ReadOnlySpan<byte> EndValue => "</v></c>"u8;

    public static ReadOnlySpan<byte> EndText => "</t></is></c>"u8;
}
