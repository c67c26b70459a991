using BatchAudit.Reporting;

namespace BatchAudit.Benchmarks;

/// <summary>Rows shaped like file-jobs: 20 columns, ids that never repeat, an error message in one row of ten.</summary>
internal sealed class SyntheticRows(int count) : ReportRows
{
    private static readonly byte[] Hex = "0123456789abcdef"u8.ToArray();

    private static readonly byte[][] Cells =
    [
        [.. "bat-0000000000000000000000000000000000000000"u8], [.. "COMPLETED"u8], [.. "2026-05-01T13:30:00.123Z"u8],
        [.. "dir-0000000000000000000000000000000000000000"u8], [.. "dfl-0000000000000000000000000000000000000000"u8],
        [.. "invoice_00000000 (März).pdf"u8], [.. "parse_v2"u8], [.. "bjb-0000000000000000000000000000000000000000"u8],
        [.. "MAPPED"u8], [.. "File type 'x-unknown' is not supported by <parse_v2> & cannot be mapped"u8], [.. "COMPLETED"u8],
        [.. "OK"u8], [.. "agentic"u8], [], [.. "2026-05-01T13:31:07.456Z"u8], [.. "2026-05-01T13:33:10.789Z"u8], [],
        [.. "2026-05-02T01:00:00.000Z"u8], [.. "2026-05-02T01:00:00.000Z"u8], [],
    ];

    private int _row = -1;

    public static ReportDefinition Report { get; } = new("file-jobs", "batch and file",
    [
        new("batch_id", ColumnKind.Id, ""), new("batch_status", ColumnKind.Word, ""), new("batch_created_at", ColumnKind.Time, ""),
        new("source_directory_id", ColumnKind.Id, ""), new("source_directory_file_id", ColumnKind.Id, ""),
        new("file_name", ColumnKind.Text, ""), new("job_type", ColumnKind.Word, ""), new("job_id", ColumnKind.Id, ""),
        new("mapping", ColumnKind.Word, ""), new("mapping_error", ColumnKind.Text, ""), new("job_status", ColumnKind.Word, ""),
        new("outcome", ColumnKind.Word, ""), new("tier", ColumnKind.Word, ""), new("credits", ColumnKind.Integer, ""),
        new("job_created_at", ColumnKind.Time, ""), new("job_finished_at", ColumnKind.Time, ""),
        new("run_seconds", ColumnKind.Number, ""), new("first_seen_at", ColumnKind.Time, ""),
        new("last_seen_at", ColumnKind.Time, ""), new("observation", ColumnKind.Integer, ""),
    ],
    ["batch_id"]);

    public override bool Read()
    {
        if (++_row >= count)
        {
            return false;
        }

        Scatter(0, _row / 1_000);
        Scatter(3, _row / 1_000);
        Scatter(4, _row);
        Scatter(7, ~_row);
        var number = _row;

        for (var digit = 15; digit >= 8; digit--)
        {
            Cells[5][digit] = (byte)('0' + (number % 10));
            number /= 10;
        }

        return true;
    }

    public override bool IsNull(int column) => (column == 9 && _row % 10 != 0) || (column == 7 && _row % 10 == 0);

    public override ReadOnlySpan<byte> Utf8(int column) => IsNull(column) ? [] : Cells[column];

    public override long Integer(int column) => column == 13 ? _row % 97 : _row;

    public override double Number(int column) => (_row % 100_000) / 1000d;

    /// <summary>An id's 40 digits, of which no two rows share more than chance has it.</summary>
    private static void Scatter(int column, int seed)
    {
        var state = (ulong)(uint)seed;

        for (var digit = 4; digit < 44; digit++)
        {
            if (digit % 14 == 4)
            {
                state = (state + 0x9E3779B97F4A7C15) * 0xBF58476D1CE4E5B9;
                state ^= state >> 31;
            }

            Cells[column][digit] = Hex[(state >> (digit % 14 * 4)) & 15];
        }
    }
}
