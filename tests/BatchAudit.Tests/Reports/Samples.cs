using System.Globalization;
using System.Text;
using BatchAudit.Reporting;

namespace BatchAudit.Tests.Reports;

internal static class Samples
{
    /// <summary>A column of every kind.</summary>
    public static ReportDefinition Report { get; } = Named("file-jobs");

    public static object?[] Row { get; } =
        ["a file.pdf", "00123", "OK", "2026-05-01T13:30:00.123Z", 17L, 0.1, 1L];

    public static object?[] Nulls { get; } = new object?[7];

    /// <summary>Texts that have broken a spreadsheet, a parser or a writer somewhere.</summary>
    public static IReadOnlyList<string> HostileTexts { get; } =
    [
        "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\0=1", " =1", "\u00A0=1", "\uFEFF=1", "\"=1", "'=1", "''=1", ";=1", ",=1",
        "\uFF1D1+1", "\uFF0B1", "\uFF0D1", "\uFF20A", "=HYPERLINK(\"http://example.org\",\"x\")", "-2+3+cmd|' /C calc'!A0",
        "'", "''", "\"", "\"\"", "a\"b", "a,b;c\td", "line\nline", "line\rline", "line\r\nline", "\r\n", "\n", " ", "  both ends  ", "\tx\t",
        "00123", "1E5", "1e309", "TRUE", "2026-01-02", "12:30", "12345678901234567890123456789012345678e1", "1234567890123456789", "#N/A",
        "\u05E9\u05DC\u05D5\u05DD \u0645\u0631\u062D\u0628\u0627", "\u202Eexe.pdf", "\U0001F600 \U0001F469\u200D\U0001F4BB", "e\u0301", "\uFFFD", "\uF8FF", "\uFEFFx",
        "<b>&amp;</b>", "]]>", "<!--", "&#0;", "_x0041_", "_x000D_", "_x005F_x0041_", "_x0041_x0042_", "__x0041__", "_x00G1_", "_x0041",
        "\u0001\u0007\u001B[31m", "a\0b", "\u000B\u000C", "\u007F\u0085\u009F\u2028", "\uFFFE\uFFFF", "\uFFEF\uFEFF", "#comment", "\\", "NULL", "null",
        new string('m', 40_000), new string('x', 32_766) + "\U0001F600", new string('\r', 40_000),
    ];

    public static ReportDefinition Named(string name) => new(
        name,
        "batch and file",
        [
            new Column("file_name", ColumnKind.Text, "Its name."),
            new Column("job_id", ColumnKind.Id, "Its job; empty for none."),
            new Column("outcome", ColumnKind.Word, "What became of it."),
            new Column("first_seen_at", ColumnKind.Time, "When it was first seen."),
            new Column("credits", ColumnKind.Integer, "What it cost."),
            new Column("run_seconds", ColumnKind.Number, "How long it ran."),
            new Column("stuck", ColumnKind.Flag, "Whether it is stuck."),
        ],
        ["job_id"]);

    public static object?[] WithText(object? text) => [text, text, text, .. Row.Skip(3)];

    public static IEnumerable<object?[]> Numbered(int rows) => Enumerable.Range(0, rows).Select(n =>
        new object?[] { $"file {n}.pdf", n.ToString("D8", CultureInfo.InvariantCulture), "OK", Row[3], Row[4], Row[5], Row[6] });

    /// <summary>Text of any Unicode scalars, with those that need care more often than others.</summary>
    public static string RandomText(Random random)
    {
        const string careful = "\"',;\r\n\t =+-@_x0041_&<>\0\u001F";
        var text = new StringBuilder();

        for (var left = random.Next(20); left > 0; left--)
        {
            if (random.Next(2) == 0)
            {
                text.Append(careful[random.Next(careful.Length)]);
            }
            else
            {
                var scalar = random.Next(0x10FFFF - 0x800 + 1);
                text.Append(new Rune(scalar < 0xD800 ? scalar : scalar + 0x800).ToString());
            }
        }

        return text.ToString();
    }
}
