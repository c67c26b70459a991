using System.Buffers.Text;
using System.Globalization;
using System.IO.Compression;
using BatchAudit.Reporting;

namespace BatchAudit.Benchmarks;

/// <summary>
/// The least that could be done: every cell between the same marks as plain UTF-8, but no quoting, no escaping, no guard,
/// no look at what is in it; times as text. Deflated at the workbook's level for the workbook.
/// </summary>
internal static class Floor
{
    public static string Write(int count, string path, bool deflated)
    {
        using var rows = new SyntheticRows(count);
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16);
        using Stream stream = deflated ? new DeflateStream(file, CompressionLevel.Fastest) : file;
        var columns = SyntheticRows.Report.Columns;
        var buffer = new byte[1 << 18];
        var length = 0;

        while (rows.Read())
        {
            for (var column = 0; column < columns.Length; column++)
            {
                var isText = columns[column].Kind is ColumnKind.Text or ColumnKind.Id or ColumnKind.Word;
                length += Copy(!deflated ? [] : isText ? "<c s=\"1\" t=\"inlineStr\"><is><t>"u8 : "<c s=\"1\"><v>"u8, buffer.AsSpan(length));
                length += Cell(rows, column, buffer.AsSpan(length));
                length += Copy(!deflated ? ","u8 : isText ? "</t></is></c>"u8 : "</v></c>"u8, buffer.AsSpan(length));
            }

            length += Copy("\r\n"u8, buffer.AsSpan(length));

            if (length > 1 << 17)
            {
                stream.Write(buffer, 0, length);
                length = 0;
            }
        }

        stream.Write(buffer, 0, length);
        return path;
    }

    private static int Cell(SyntheticRows rows, int column, Span<byte> target)
    {
        var written = 0;

        switch (rows.IsNull(column) ? ColumnKind.Text : SyntheticRows.Report.Columns[column].Kind)
        {
            case ColumnKind.Integer or ColumnKind.Flag:
                Utf8Formatter.TryFormat(rows.Integer(column), target, out written);
                return written;
            case ColumnKind.Number:
                rows.Number(column).TryFormat(target, out written, default, CultureInfo.InvariantCulture);
                return written;
            default:
                return Copy(rows.Utf8(column), target);
        }
    }

    private static int Copy(ReadOnlySpan<byte> bytes, Span<byte> target)
    {
        bytes.CopyTo(target);
        return bytes.Length;
    }
}
