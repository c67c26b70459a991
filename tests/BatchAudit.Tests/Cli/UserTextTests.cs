using System.Text;

namespace BatchAudit.Tests.Cli;

public sealed class UserTextTests
{
    private const string Text = "bat-1 é\r\n😀\n";

    [Fact]
    public void Text_is_UTF_8_or_UTF_16_with_its_mark()
    {
        Assert.Equal(Text, Read(Encoding.UTF8.GetBytes(Text)));
        Assert.Equal("", Read([]));
        Assert.All(
            [new UTF8Encoding(true), Encoding.Unicode, Encoding.BigEndianUnicode],
            encoding => Assert.Equal(Text, Read([.. encoding.GetPreamble(), .. encoding.GetBytes(Text)])));
    }

    [Theory]
    [InlineData("61 0A 62 0D 0A E9 0A 63", "Line 3 of 'a.txt' is not UTF-8.")]
    [InlineData("61 0D 62 0D 80", "Line 3 of 'a.txt' is not UTF-8.")]
    [InlineData("E2 82", "Line 1 of 'a.txt' is not UTF-8.")]
    [InlineData("0A ED A0 80", "Line 2 of 'a.txt' is not UTF-8.")]
    [InlineData("C0 AF", "Line 1 of 'a.txt' is not UTF-8.")]
    [InlineData("F4 90 80 80", "Line 1 of 'a.txt' is not UTF-8.")]
    [InlineData("61 0A 00", "Line 2 of 'a.txt' holds a zero byte, as no text does.")]
    [InlineData("61 00 0A 00 62 00", "Line 1 of 'a.txt' holds a zero byte, as no text does.")]
    [InlineData("FF FE 61 00 0A 00 3D D8 62 00", "Line 2 of 'a.txt' is not UTF-16: half a character stands alone.")]
    [InlineData("FE FF 00 61 00 0A DE 00", "Line 2 of 'a.txt' is not UTF-16: half a character stands alone.")]
    [InlineData("FF FE 61 00 62", "Line 1 of 'a.txt' is not UTF-16: its last character is cut off.")]
    [InlineData("FF FE 00 00 61 00 00 00", "Line 1 of 'a.txt' is UTF-32.")]
    [InlineData("00 00 FE FF 00 00 00 61", "Line 1 of 'a.txt' is UTF-32.")]
    public void Anything_else_is_refused_with_its_line(string bytes, string expected)
    {
        var refused = Assert.Throws<AuditException>(() => Read(Convert.FromHexString(bytes.Replace(" ", "", StringComparison.Ordinal))));

        Assert.Equal((FailureKind.Usage, expected), (refused.Kind, refused.Message));
        Assert.Equal("Save it as UTF-8, or as UTF-16 with its mark (BOM).", refused.Hint);
    }

    [Fact]
    public void What_never_ends_is_given_up()
    {
        using var endless = new Endless();

        var refused = Assert.Throws<AuditException>(() => UserText.Read(endless, "'a.txt'", FailureKind.Usage));

        Assert.Equal("More than 64 MB are in 'a.txt'.", refused.Message);
    }

    /// <summary>The case that was told: a list of ids in another encoding was read all the same, with U+FFFD where a letter was.</summary>
    [Theory]
    [InlineData("collect --from given.txt", "Line 2 of 'given.txt' is not UTF-8.", 2)]
    [InlineData("collect --from -", "Line 2 of standard input is not UTF-8.", 2)]
    [InlineData("query --file given.txt", "Line 2 of 'given.txt' is not UTF-8.", 2)]
    [InlineData("query --file -", "Line 2 of standard input is not UTF-8.", 2)]
    [InlineData("collect --all --api-key-file given.txt", "Line 2 of 'given.txt' is not UTF-8.", 10)]
    [InlineData("listen --port 0 --secret-file given.txt", "Line 2 of 'given.txt' is not UTF-8.", 10)]
    [InlineData("emulate --port 0 --scenario given.txt", "Line 2 of 'given.txt' is not UTF-8.", 10)]
    public async Task Every_command_refuses_other_encodings(string words, string expected, int code)
    {
        await using var program = await BuiltProgram.AgainstAsync("""{ "batches": [] }""");
        var given = program.File("given.txt");
        await File.WriteAllBytesAsync(given, [.. "bat-1\nbat-"u8, 0xE9, .. "\n"u8], TestContext.Current.CancellationToken);

        var ended = await program.RunShellAsync($"\"$@\" < given.txt", words.Split(' '));

        Assert.Contains(expected, ended.With((ExitCode)code).Error, StringComparison.Ordinal);
        Assert.Equal(0, program.Requests.Total);
    }

    [Fact]
    public async Task Standard_input_is_read_as_it_is_whatever_the_machine_is_set_to()
    {
        await using var program = await BuiltProgram.AgainstAsync("""{ "batches": [ { "id": "bat-1", "files": 1 } ] }""");
        program.Environment["LC_ALL"] = "de_DE.ISO-8859-1";
        await File.WriteAllBytesAsync(program.File("ids.txt"), [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("Batch ID;é\r\nbat-1;x\r\n")], TestContext.Current.CancellationToken);

        (await program.RunShellAsync("\"$@\" < ids.txt", "collect", "--from", "-")).With(ExitCode.Done);

        Assert.Equal(1, program.BatchesAsked);
    }

    private static string Read(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        return UserText.Read(stream, "'a.txt'", FailureKind.Usage);
    }

    /// <summary>As a device is: nothing but letters, and no end.</summary>
    private sealed class Endless : MemoryStream
    {
        public override int Read(Span<byte> buffer)
        {
            buffer.Fill((byte)'a');
            return buffer.Length;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));
    }
}
