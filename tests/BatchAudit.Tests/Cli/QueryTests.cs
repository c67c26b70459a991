using System.Security.Cryptography;
using ClosedXML.Excel;

namespace BatchAudit.Tests.Cli;

public sealed class QueryTests(PlayedDemo demo) : IClassFixture<PlayedDemo>
{
    /// <summary>One row of each kind of cell, the text hostile to spreadsheets and terminals alike.</summary>
    private const string Kinds = "select 7 as whole, 0.5 as part, '007' as digits, null as missing, '=1+1' as formula, 'a' || char(27, 9) || 'b' as steering, x'00ff' as bytes";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("csv", "whole,part,digits,missing,formula,steering,bytes\r\n7,0.5,007,,'=1+1,a\u001B\tb,00ff\r\n")]
    [InlineData("tsv", "whole\tpart\tdigits\tmissing\tformula\tsteering\tbytes\n7\t0.5\t007\t\t'=1+1\t\"a\u001B\tb\"\t00ff\n")]
    [InlineData("json", "[\n{\"whole\":7,\"part\":0.5,\"digits\":\"007\",\"missing\":null,\"formula\":\"=1+1\",\"steering\":\"a\\u001B\\tb\",\"bytes\":\"00ff\"}\n]\n")]
    [InlineData("jsonl", "{\"whole\":7,\"part\":0.5,\"digits\":\"007\",\"missing\":null,\"formula\":\"=1+1\",\"steering\":\"a\\u001B\\tb\",\"bytes\":\"00ff\"}\n")]
    [InlineData("table", "whole  part  digits  missing  formula  steering  bytes\n    7   0.5  007              =1+1     a\uFFFD b      00ff\n")]
    public async Task A_cell_is_what_SQLite_says_it_is_in_every_format(string format, string expected) =>
        Assert.Equal(expected, (await AskAsync(Kinds, "--format", format)).With(ExitCode.Done).Output);

    [Fact]
    public async Task A_workbook_holds_numbers_texts_and_the_times_of_reports()
    {
        var file = demo.Program.File("answer.xlsx");
        (await AskAsync("select 7 as whole, '007' as digits, observed_at, 1 as whole from observation where seq = 1", "--out", "answer.xlsx")).With(ExitCode.Done);

        using var workbook = new XLWorkbook(file);
        var sheet = workbook.Worksheet("Query");

        Assert.Equal(
            ["whole", "digits", "observed_at", "whole_2", 7d, "007", new DateTime(2026, 5, 4, 22, 0, 0, DateTimeKind.Unspecified), 1d],
            sheet.Range("A1:D2").Cells().Select(cell => cell.Value));
        Assert.Equal("Query", workbook.Worksheet(1).Name);
    }

    [Fact]
    public async Task Off_a_terminal_the_answer_is_csv_unless_the_file_is_called_otherwise()
    {
        Assert.Equal("a\r\n1\r\n", (await AskAsync("select 1 as a")).With(ExitCode.Done).Output);
        Assert.Equal("[\n{\"a\":1}\n]\n", (await AskAsync("select 1 as a", "--json")).With(ExitCode.Done).Output);
        (await AskAsync("select 1 as a", "--out", "one.jsonl")).With(ExitCode.Done);
        Assert.Equal("{\"a\":1}\n", await File.ReadAllTextAsync(demo.Program.File("one.jsonl"), Cancelled));
    }

    [Fact]
    public async Task A_column_whose_cells_differ_in_kind_keeps_each_as_it_is() =>
        Assert.Equal(
            "[\n{\"a\":1},\n{\"a\":\"1\"},\n{\"a\":1.5},\n{\"a\":null}\n]\n",
            (await AskAsync("select 1 as a union all select '1' union all select 1.5 union all select null", "--json")).With(ExitCode.Done).Output);

    [Fact]
    public async Task An_answer_without_rows_has_its_columns()
    {
        Assert.Equal("a,a_2,column_3\r\n", (await AskAsync("select 1 as a, 2 as A, 3 as '' where 0")).With(ExitCode.Done).Output.Replace("A_2", "a_2", StringComparison.Ordinal));
        Assert.Equal("[]\n", (await AskAsync("select 1 where 0", "--json")).With(ExitCode.Done).Output);
        Assert.Equal("a  b\n", (await AskAsync("select 1 as a, 2 as b where 0", "--format", "table")).With(ExitCode.Done).Output);
    }

    [Theory]
    [InlineData(":x")]
    [InlineData("@x")]
    [InlineData("$x")]
    public async Task A_parameter_is_bound_and_never_pasted(string parameter)
    {
        const string injection = "'; drop table run; -- ü";

        var ended = (await AskAsync($"select {parameter} as given, typeof({parameter}) as type, count(*) as runs from runs", "--param", $"x={injection}", "--json")).With(ExitCode.Done);

        Assert.Equal($"[\n{{\"given\":\"{injection}\",\"type\":\"text\",\"runs\":3}}\n]\n", ended.Output);
    }

    [Fact]
    public async Task The_statement_may_come_from_a_file_or_from_standard_input()
    {
        await File.WriteAllTextAsync(demo.Program.File("runs.sql"), "-- How many?\nselect count(*) as runs\nfrom runs;\n", Cancelled);

        var fromFile = (await demo.Program.RunAsync("query", "--history", "demo/demo.db", "--file", "runs.sql")).With(ExitCode.Done);
        var fromInput = (await demo.Program.RunWithInputAsync("select count(*) as runs from runs", "query", "--history", "demo/demo.db", "--file", "-")).With(ExitCode.Done);

        Assert.Equal("runs\r\n3\r\n", fromFile.Output);
        Assert.Equal("runs\r\n3\r\n", fromInput.Output);
    }

    [Theory]
    [InlineData("selec 1", "near \"selec\": syntax error", "--list names the views")]
    [InlineData("select * from file_job", "no such table: file_job", "--list names the views")]
    [InlineData("select job from file_jobs", "no such column: job", "--list names the views")]
    [InlineData("select abs(-9223372036854775808)", "integer overflow", "--list")]
    [InlineData("select 1; select 2", "more than one statement", "one select")]
    [InlineData("-- nothing", "nothing in the query that answers", "one select")]
    [InlineData("select :a", "parameter :a has no value", "--param a=value")]
    [InlineData("select ?", "has no name", ":name instead of ?")]
    [InlineData("select 1", "no parameter 'stray'", "Write :stray", "--param", "stray=1")]
    [InlineData("select 1", "Nothing had been observed by 2001-01-01", "Name another time", "--as-of", "2001-01-01")]
    public async Task What_is_no_query_ends_with_2_what_SQLite_says_and_a_hint(string sql, string expected, string hint, params string[] options)
    {
        var ended = (await AskAsync(sql, options)).With(ExitCode.Usage);

        Assert.Contains(expected, ended.Error, StringComparison.Ordinal);
        Assert.Contains(hint, ended.Error, StringComparison.Ordinal);
        Assert.Equal("", ended.Output.Replace("abs(-9223372036854775808)\r\n", "", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("insert into run (run_id) values (99)")]
    [InlineData("update run set run_id = 99")]
    [InlineData("delete from run")]
    [InlineData("with a as (select 1) delete from run")]
    [InlineData("create table t (a)")]
    [InlineData("create temp table t as select 1")]
    [InlineData("create temp view v as select 1")]
    [InlineData("create virtual table temp.t using fts5 (a)")]
    [InlineData("drop table temp.horizon")]
    [InlineData("update temp.horizon set seq = 1")]
    [InlineData("attach 'other.db' as other")]
    [InlineData("attach ':memory:' as other")]
    [InlineData("detach main")]
    [InlineData("vacuum")]
    [InlineData("vacuum into 'copy.db'")]
    [InlineData("reindex")]
    [InlineData("analyze")]
    [InlineData("begin immediate")]
    [InlineData("savepoint s")]
    [InlineData("select load_extension('x')")]
    [InlineData("select fts3_tokenizer('x')")]
    [InlineData("pragma query_only = off")]
    [InlineData("pragma writable_schema = on")]
    [InlineData("pragma journal_mode = delete")]
    [InlineData("pragma user_version = 7")]
    [InlineData("pragma temp_store_directory = '/tmp'")]
    [InlineData("pragma wal_checkpoint")]
    [InlineData("select * from pragma_wal_checkpoint")]
    public async Task Whatever_does_more_than_read_is_refused_and_leaves_everything_as_it_was(string sql)
    {
        var before = await StateAsync();

        var ended = (await AskAsync(sql)).With(ExitCode.Usage);

        Assert.StartsWith("error: ", ended.Error, StringComparison.Ordinal);
        Assert.Equal("", ended.Output);
        Assert.Equal(before, await StateAsync());
    }

    [Theory]
    [InlineData("pragma user_version", "user_version\r\n1\r\n")]
    [InlineData("select count(*) as c from pragma_table_info('runs')", "c\r\n18\r\n")]
    [InlineData("select value from json_each('[1,2]')", "value\r\n1\r\n2\r\n")]
    [InlineData("with recursive n (i) as (select 1 union all select i + 1 from n where i < 3) select sum(i) as s from n", "s\r\n6\r\n")]
    [InlineData("select count(*) as tables from sqlite_schema where type = 'table' and name = 'run'", "tables\r\n1\r\n")]
    public async Task What_only_reads_is_answered(string sql, string expected) =>
        Assert.Equal(expected, (await AskAsync(sql)).With(ExitCode.Done).Output);

    [Fact]
    public async Task A_limit_cuts_and_says_so_and_one_that_is_just_enough_does_not()
    {
        var cut = (await AskAsync("select run_id from runs", "--limit", "2")).With(ExitCode.Done);
        var whole = (await AskAsync("select run_id from runs", "--limit", "3")).With(ExitCode.Done);

        Assert.Equal(("run_id\r\n1\r\n2\r\n", "There are more rows: --limit cut the answer.\n"), (cut.Output, cut.Error));
        Assert.Equal(("run_id\r\n1\r\n2\r\n3\r\n", ""), (whole.Output, whole.Error));
    }

    [Theory]
    [InlineData("with recursive n (i) as (select 1 union all select i + 1 from n) select count(*) from n")]
    [InlineData("with recursive n (i) as (select 1 union all select i + 1 from n) select i from n where i < 0")]
    public async Task A_query_that_works_for_too_long_ends_with_7(string sql)
    {
        var ended = (await AskAsync(sql, "--timeout", "0.2s", "--out", "never.csv")).With(ExitCode.Unreachable);

        Assert.Contains("The query took longer than 0.2 s.", ended.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(demo.Program.File("never.csv")));
        Assert.False(File.Exists(demo.Program.File(".never.csv.partial")));
    }

    [Fact]
    public async Task Ctrl_C_ends_a_query_with_130()
    {
        using var process = demo.Program.Begin(
            "query", "--history", "demo/demo.db", "--format", "jsonl", "with recursive n (i) as (select 1 union all select i + 1 from n) select i from n");
        await process.StandardOutput.ReadLineAsync(Cancelled);

        await BuiltProgram.SignalAsync(process, "INT");

        (await BuiltProgram.EndAsync(process)).With(ExitCode.Interrupted);
    }

    [Fact]
    public async Task As_of_the_views_say_what_they_said_then()
    {
        Assert.Equal("runs\r\n1\r\n", (await AskAsync("select count(*) as runs from runs", "--as-of", "run:1")).With(ExitCode.Done).Output);
        Assert.Equal("runs\r\n2\r\n", (await AskAsync("select count(*) as runs from runs", "--as-of", "2026-05-06")).With(ExitCode.Done).Output);
        Assert.Equal("runs\r\n3\r\n", (await AskAsync("select count(*) as runs from runs")).With(ExitCode.Done).Output);
    }

    [Fact]
    public async Task The_views_are_listed_with_their_columns_the_reports_first()
    {
        var ended = (await demo.Program.RunAsync("query", "--history", "demo/demo.db", "--list")).With(ExitCode.Done);

        Assert.Equal(
            [.. Reporting.ReportCatalog.All.Select(report => $"{report.View} (one row per {report.RowMeaning})\n    {string.Join(", ", report.Columns.Select(column => column.Name))}")],
            ended.Lines.Chunk(2).Take(Reporting.ReportCatalog.All.Length).Select(pair => string.Join('\n', pair)));
        Assert.Contains("finding_rules\n    rule, severity, meaning, what_to_do\n", ended.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_history_it_ends_with_9_and_where_nothing_can_be_written_with_3()
    {
        (await demo.Program.RunAsync("query", "--history", "none.db", "select 1")).With(ExitCode.History);
        (await demo.Program.RunAsync("query", "--history", "none.db", "--list")).With(ExitCode.History);
        var ended = (await AskAsync("select 1", "--out", "no/such/folder/a.csv")).With(ExitCode.Partial);
        Assert.Contains("The answer cannot be written to 'no/such/folder/a.csv'", ended.Error, StringComparison.Ordinal);
    }

    private Task<Ended> AskAsync(string sql, params string[] options) =>
        demo.Program.RunAsync(["query", "--history", "demo/demo.db", sql, .. options]);

    /// <summary>The history's bytes, and every file there is.</summary>
    private async Task<string> StateAsync() =>
        Convert.ToHexString(SHA256.HashData(await File.ReadAllBytesAsync(demo.Program.File("demo", "demo.db"), Cancelled)))
        + string.Join(' ', demo.Program.Files.Where(file => !file.EndsWith("-shm", StringComparison.Ordinal) && !file.EndsWith("-wal", StringComparison.Ordinal)));
}
