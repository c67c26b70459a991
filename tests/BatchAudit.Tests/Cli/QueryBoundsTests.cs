namespace BatchAudit.Tests.Cli;

/// <summary>What a query may take, and names that look alike.</summary>
public sealed class QueryBoundsTests(PlayedDemo demo) : IClassFixture<PlayedDemo>
{
    private const string Numbers = "with recursive n (i) as (select 1 union all select i + 1 from n limit 100)";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("select randomblob(900000000)")]
    [InlineData("select zeroblob(67108865)")]
    [InlineData("select hex(zeroblob(60000000))")]
    [InlineData("select printf('%.*c', 900000000, 'x')")]
    [InlineData("select replace(hex(zeroblob(1000000)), '0', hex(zeroblob(50)))")]
    [InlineData($"{Numbers} select group_concat(hex(zeroblob(500000))) from n")]
    [InlineData($"{Numbers} select json_group_array(hex(zeroblob(500000))) from n")]
    [InlineData("select length(hex(zeroblob(40000000)))")]
    public async Task A_value_of_more_than_64_MB_ends_a_query_with_2(string sql)
    {
        var ended = (await AskAsync(sql, "--format", "jsonl")).With(ExitCode.Usage);

        Assert.StartsWith("error: A value that the query makes, or a row of them, is larger than 64 MB.", ended.Error, StringComparison.Ordinal);
        Assert.Equal("", ended.Output);
    }

    [Theory]
    [InlineData("select zeroblob(60000000), zeroblob(60000000), zeroblob(60000000)")]
    [InlineData($"{Numbers} select randomblob(20000000) as b from n order by b")]
    public async Task A_query_that_takes_too_much_memory_ends_with_2(string sql) => Assert.StartsWith(
        "error: The query takes more than 160 MB of memory.", (await AskAsync(sql, "--format", "jsonl")).With(ExitCode.Usage).Error, StringComparison.Ordinal);

    /// <summary>The rows are as long as a value may be, and there are more of them than would fit the managed memory that is given.</summary>
    [Theory]
    [InlineData("csv")]
    [InlineData("json")]
    [InlineData("table")]
    [InlineData("xlsx")]
    public async Task Long_values_are_written_one_after_the_other_in_every_format(string format)
    {
        demo.Program.Environment["DOTNET_GCHeapHardLimit"] = "0x8000000";

        try
        {
            (await AskAsync($"{Numbers} select i, zeroblob(2000000) as b from n", "--format", format, "--out", $"long.{format}")).With(ExitCode.Done);
        }
        finally
        {
            demo.Program.Environment.Clear();
        }

        Assert.True(File.Exists(demo.Program.File($"long.{format}")));
    }

    [Fact]
    public async Task A_long_cell_makes_the_others_of_its_column_no_longer()
    {
        await AskAsync("select hex(zeroblob(1000000)) as a, 1 as b union all select 'x', 2", "--format", "table", "--out", "wide.txt");

        var lines = await File.ReadAllLinesAsync(demo.Program.File("wide.txt"), Cancelled);
        Assert.Equal(["a" + new string(' ', 1001) + "b", new string('0', 2_000_000) + "  1", "x" + new string(' ', 1001) + "2"], lines);
    }

    [Fact]
    public async Task Names_are_found_however_their_accents_are_written()
    {
        const string names = "with names (name) as (values ('Caf\u00E9'), ('Cafe\u0301'), ('Cafe'), ('\uAC00'), ('\u1100\u1161'), ('\u1E9B\u0323'), ('q\u0323\u0307'), ('q\u0307\u0323'))";

        foreach (var (given, found) in (IEnumerable<(string, string[])>)
        [
            ("Cafe\u0301", ["Caf\u00E9", "Cafe\u0301"]), ("Caf\u00E9", ["Caf\u00E9", "Cafe\u0301"]), ("Cafe", ["Cafe"]),
            ("\u1100\u1161", ["\uAC00", "\u1100\u1161"]), ("q\u0307\u0323", ["q\u0323\u0307", "q\u0307\u0323"]), ("\u017F\u0323\u0307", ["\u1E9B\u0323"]),
        ])
        {
            var ended = (await AskAsync($"{names} select name from names where nfc(name) = nfc(:name)", "--param", $"name={given}", "--format", "tsv")).With(ExitCode.Done);
            Assert.Equal(found, ended.Lines.Skip(1));
        }
    }

    [Fact]
    public async Task What_is_no_text_is_no_other_for_being_composed() => Assert.Equal(
        "integer,real,blob,null,text\r\n",
        (await AskAsync("select typeof(nfc(1)), typeof(nfc(0.5)), typeof(nfc(x'00ff')), typeof(nfc(null)), typeof(nfc(''))")).With(ExitCode.Done).Output.Split("\r\n", 2)[1]);

    private Task<Ended> AskAsync(string sql, params string[] options) =>
        demo.Program.RunAsync(["query", "--history", "demo/demo.db", sql, .. options]);
}
