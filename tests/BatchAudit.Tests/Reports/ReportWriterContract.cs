using System.Globalization;
using BatchAudit.Reporting;
using BatchAudit.Reports;

namespace BatchAudit.Tests.Reports;

/// <summary>What every format promises, run over every format there is.</summary>
public sealed class ReportWriterContract : IDisposable
{
    private readonly ReportFolder _folder = new();

    public static TheoryData<string> Formats { get; } = [.. ReportWriters.All.Select(writer => writer.Format)];

    [Theory]
    [MemberData(nameof(Formats))]
    public void An_empty_report_has_columns_and_no_rows(string format)
    {
        Assert.Equal(0, Write(format, []).Rows);
        Assert.Empty(ReadBack(format));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_row_comes_back_cell_for_cell(string format)
    {
        Assert.Equal(1, Write(format, [Samples.Row]).Rows);
        Assert.Equal(Samples.Row, Assert.Single(ReadBack(format)));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Nulls_come_back_as_nulls_wherever_they_stand(string format)
    {
        object?[][] rows = [Samples.Row, Samples.Nulls, .. Enumerable.Range(0, 7).Select(column => (object?[])[.. Samples.Row[..column], null, .. Samples.Row[(column + 1)..]])];
        Write(format, rows);
        Assert.Equal(rows, ReadBack(format));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Hostile_text_comes_back_as_the_format_is_meant_to_hold_it(string format)
    {
        Write(format, Samples.HostileTexts.Select(Samples.WithText));
        var held = IReadBack.ByFormat[format];
        Assert.Equal(Samples.HostileTexts.Select(held.Held), ReadBack(format).Select(row => (string?)row[0]));
        Assert.Equal(Samples.HostileTexts.Select(held.Held), ReadBack(format).Select(row => (string?)row[1]));
        Assert.Equal(Samples.HostileTexts.Select(held.Held), ReadBack(format).Select(row => (string?)row[2]));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Random_text_comes_back_as_the_format_is_meant_to_hold_it(string format)
    {
        const int seed = 20261123;
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var texts = Enumerable.Range(0, 2_000).Select(_ => Samples.RandomText(random)).ToList();
        Write(format, texts.Select(Samples.WithText));
        Assert.Equal(texts.Select(IReadBack.ByFormat[format].Held), ReadBack(format).Select(row => (string?)row[0]));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Bytes_that_are_no_UTF8_are_replaced_and_said(string format)
    {
        var written = WriteFile(format, new CellSource([Samples.WithText(new byte[] { 0x61, 0xED, 0xA0, 0x80, 0xFF, 0x62, 0xC3 })]));
        Assert.Equal("a\uFFFD\uFFFD\uFFFD\uFFFDb\uFFFD", Assert.Single(ReadBack(format))[0]);
        Assert.Contains("file-jobs: bytes that are no UTF-8 were replaced by U+FFFD in 3 cells.", written.Warnings);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Numbers_come_back_as_they_were(string format)
    {
        double[] numbers = [0, -1, 0.1, 1e-7, 9.9e307, 123456789.123457, -2.5e-300];
        long[] integers = [0, -1, 999_999_999_999_999, -999_999_999_999_999];
        var rows = numbers.SelectMany(number => integers.Select(integer => (object?[])[.. Samples.Row[..4], integer, number, 0L])).ToList();
        Write(format, rows);
        Assert.Equal(rows, ReadBack(format));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Cancelled_half_way_the_old_files_stand_and_nothing_is_left(string format)
    {
        using var cancellation = new CancellationTokenSource();
        ReportDefinition[] reports = [Samples.Report, Samples.Named("runs")];
        var old = reports.Select(IReadBack.ByFormat[format].FileOf).Distinct().Order(StringComparer.Ordinal).ToList();
        old.ForEach(name => File.WriteAllText(_folder.File(name), "old"));
        var source = new CellSource(Samples.Numbered(3), Samples.Numbered(2_000).Select((row, n) =>
        {
            if (n == 1_000)
            {
                cancellation.Cancel();
            }

            return row;
        }));

        Assert.Throws<OperationCanceledException>(() => Writer(format).Write(_folder.Order(source, reports), cancellation.Token));
        Assert.Equal(old, _folder.Names);
        Assert.All(old, name => Assert.Equal("old", File.ReadAllText(_folder.File(name))));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Cancelled_in_the_last_row_it_is_cancelled_all_the_same(string format)
    {
        using var cancellation = new CancellationTokenSource();
        var source = new CellSource(Samples.Numbered(3).Select(row =>
        {
            cancellation.Cancel();
            return row;
        }));

        Assert.Throws<OperationCanceledException>(() => Writer(format).Write(_folder.Order(source, Samples.Report), cancellation.Token));
        Assert.Empty(_folder.Names);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_history_that_fails_half_way_leaves_the_old_file(string format)
    {
        File.WriteAllText(Target(format), "old");
        var source = new CellSource(Samples.Numbered(1_000).Select((row, n) =>
            n < 700 ? row : throw new AuditException(FailureKind.History, "The history is damaged.")));

        Assert.Throws<AuditException>(() => WriteFile(format, source));
        Assert.Equal("old", File.ReadAllText(Target(format)));
        Assert.Single(_folder.Names);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_folder_that_is_not_there_fails_the_order(string format)
    {
        var order = _folder.Order(new CellSource([]), Samples.Report) with { Folder = _folder.File("missing") };
        Assert.ThrowsAny<IOException>(() => Writer(format).Write(order, CancellationToken.None));
        Assert.Empty(_folder.Names);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_folder_where_the_file_should_be_fails_the_order_and_stays(string format)
    {
        Directory.CreateDirectory(Target(format));
        var failure = Record.Exception(() => Write(format, [Samples.Row]));
        Assert.Equal(FailureKind.Usage, Assert.IsType<AuditException>(failure).Kind);
        Assert.Equal([Path.GetFileName(Target(format))], _folder.Names);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void The_machines_culture_changes_nothing(string format)
    {
        object?[][] rows = [Samples.Row, Samples.WithText("ıİiI Straße"), [.. Samples.Row[..4], -1_234_567L, -1234.5, 0L]];
        var machine = CultureInfo.CurrentCulture;

        try
        {
            foreach (var name in new[] { "", "de-DE", "tr-TR", "fa-IR", "th-TH", "ar-SA" })
            {
                CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(name);
                CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture;
                Write(format, rows);
                CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
                Assert.Equal(rows, ReadBack(format));
                File.Move(Target(format), _folder.File($"{name}.kept"), overwrite: true);
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = machine;
            CultureInfo.CurrentUICulture = machine;
        }

        if (format != "xlsx")
        {
            Assert.Single(_folder.Names.Select(name => Convert.ToHexString(File.ReadAllBytes(_folder.File(name)))).Distinct());
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Writing_again_replaces_the_file_with_the_same_cells(string format)
    {
        Write(format, Samples.Numbered(300));
        var first = ReadBack(format);
        Write(format, Samples.Numbered(300));
        Assert.Equal(first, ReadBack(format));
        Assert.Single(_folder.Names);
    }

    public void Dispose() => _folder.Dispose();

    private static IReportWriter Writer(string format) => ReportWriters.All.Single(writer => writer.Format == format);

    private string Target(string format) => _folder.File(IReadBack.ByFormat[format].FileOf(Samples.Report));

    private IReadOnlyList<object?[]> ReadBack(string format) => IReadBack.ByFormat[format].Read(_folder.Path, Samples.Report);

    private WrittenReport Write(string format, IEnumerable<object?[]> rows) => Assert.Single(WriteFile(format, new CellSource(rows)).Reports);

    private WrittenFile WriteFile(string format, CellSource source)
    {
        var written = Assert.Single(Writer(format).Write(_folder.Order(source, Samples.Report), TestContext.Current.CancellationToken));
        Assert.Equal(Path.GetFileName(Target(format)), written.Name);
        return written;
    }
}
