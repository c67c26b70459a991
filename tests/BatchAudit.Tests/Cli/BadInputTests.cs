namespace BatchAudit.Tests.Cli;

public sealed class BadInputTests
{
    private const string OneBatch = """{ "batches": [ { "id": "bat-1", "files": 1 } ] }""";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("export", "Which batches? Name them (bat-…), give --from a file, or take --all.")]
    [InlineData("collect", "Which batches?")]
    [InlineData("collect --all --dry-run --json", "--dry-run prints ids, not JSON.")]
    [InlineData("collect --all --history ", "--history is given nothing. Give it a value, or leave it out.")]
    [InlineData("collect --directory ", "--directory is given nothing.")]
    [InlineData("collect --from ", "--from is given nothing.")]
    [InlineData("export --all --format ,", "--format is given nothing.")]
    [InlineData("export --all --out ", "--out is given nothing.")]
    [InlineData("export --all --deadline 50d", "'50d' is no span of time up to 49 days")]
    [InlineData("export bat/1", "'bat/1' cannot be a batch id. Write it as LlamaCloud shows it, like bat-0123abcd, or a UUID.")]
    [InlineData("export dir-1", "'dir-1' is the id of a directory; --directory selects its batches. A batch id looks like bat-…")]
    [InlineData("export pjb-1", "'pjb-1' is the id of a parse job. A batch id looks like bat-…")]
    [InlineData("export --directory pjb-1", "'pjb-1' is the id of a parse job. A directory id looks like dir-….")]
    [InlineData("export --directory bat-1", "'bat-1' is the id of a batch; give it as an argument, or with --from. A directory id looks like dir-….")]
    [InlineData("export --directory dir/1", "'dir/1' cannot be a directory id. Write it as LlamaCloud shows it, like dir-0123abcd, or a UUID.")]
    [InlineData("export --all --project dir-1", "'dir-1' is the id of a directory; --directory selects its batches. A project id looks like prj-….")]
    [InlineData("export --all --organization prj-1", "'prj-1' is the id of a project; --project selects it. An organization's id begins with none of these.")]
    [InlineData("watch dfl-1", "'dfl-1' is the id of a directory file. A batch id looks like bat-….")]
    [InlineData("collect whc-1", "'whc-1' is the id of a webhook's configuration.")]
    [InlineData("collect PJB-1", "'PJB-1' is the id of a parse job.")]
    [InlineData("collect batch_id", "'batch_id' is a heading, and no id.")]
    [InlineData("timeline cfg-1", "'cfg-1' is the id of a configuration. Batches (bat-…)")]
    [InlineData("export bat-1 --all", "Name batches, or select them with --all")]
    [InlineData("export bat-1 --status RUNNING", "not both")]
    [InlineData("export --from nowhere.txt", "Give --from a file with one batch id a line, or a CSV file with a column batch_id, or - for standard input.")]
    [InlineData("export --all --format pdf", "There is no format 'pdf'. Choose from csv, ")]
    [InlineData("export --all --report everything", "There is no report 'everything'. Choose from file-jobs, ")]
    [InlineData("report --report everything", "There is no report 'everything'. Choose from file-jobs, ")]
    [InlineData("export --all --refesh", "There is no option '--refesh'; --help names them all.")]
    [InlineData("export --refesh", "There is no option '--refesh'; --help names them all.")]
    [InlineData("report --refesh", "--refesh")]
    [InlineData("report everything", "There is no report 'everything'. Choose from file-jobs, ")]
    [InlineData("report ", "There is no report ''. Choose from file-jobs, ")]
    [InlineData("report --out -", "--out - (or a pipe) prints one report. Name it: batch-audit report file-jobs --out -")]
    [InlineData("report runs batches --out -", "--out - (or a pipe) prints one report.")]
    [InlineData("report runs --out - --format xlsx", "--out - (or a pipe) prints one format. Choose from csv, json, jsonl, tsv.")]
    [InlineData("report runs --out - --format csv,json", "--out - (or a pipe) prints one format.")]
    [InlineData("report runs --out - --json", "--out - (or a pipe) prints the report and nothing else. Leave --json out.")]
    [InlineData("report runs --out - --pack runs.zip", "--out - (or a pipe) prints the report and nothing else. Leave --pack out.")]
    [InlineData("export --all --report runs --out -", "Only batch-audit report prints a report. Give --out a folder.")]
    [InlineData("report --as-of then", "'then' is no observation's number, no run like run:3, and no date or time; write it like 2026-05-01")]
    [InlineData("report --as-of -1", "-1")]
    [InlineData("report --generated-at 7", "'7' is no date or time; write it like 2026-05-01")]
    [InlineData("report --pack ", "--pack is given nothing.")]
    [InlineData("exprt --all", "export")]
    [InlineData("export --all --since yesterday", "'yesterday' is no date or time; write it like 2026-05-01")]
    [InlineData("export --all --until 2026-13-01", "write it like 2026-05-01")]
    [InlineData("collect --since 05/06/2026", "'05/06/2026' is no date or time; write it like 2026-05-01")]
    [InlineData("collect --until 5/1", "'5/1' is no date or time; write it like 2026-05-01")]
    [InlineData("collect --since yesterday --until 13/05/2026", "'13/05/2026' is no date or time; write it like 2026-05-01")]
    [InlineData("collect --since 2026-06-01 --until 2026-05-31", "--since 2026-06-01T00:00:00.000Z is later than --until 2026-05-31T23:59:59.999Z")]
    [InlineData("report --as-of 12:30", "'12:30' is no observation's number, no run like run:3, and no date or time; write it like 2026-05-01")]
    [InlineData("report --as-of 20260501", "'20260501' could be a day or the number of an observation; write 2026-05-01 for the day, 020260501 for the observation.")]
    [InlineData("report --generated-at 1.2.2026", "'1.2.2026' is no date or time; write it like 2026-05-01")]
    [InlineData("query select1 --as-of 01-02-2026", "and no date or time; write it like 2026-05-01")]
    [InlineData("diff --from 1-2-26", "and no date or time; write it like 2026-05-01")]
    [InlineData("diff --to 13/05/2026", "and no date or time; write it like 2026-05-01")]
    [InlineData("export --all --deadline soon", "'soon' is no span of time up to 49 days; write it like 90s, 15m, 2h or 7d.")]
    [InlineData("export --all --deadline 0s", "write it like 90s")]
    [InlineData("export --all --concurrency 0", "--concurrency is a number from 1 to 64.")]
    [InlineData("export --all --concurrency 65", "--concurrency is a number from 1 to 64.")]
    [InlineData("export --all --concurrency many", "--concurrency is a number from 1 to 64.")]
    [InlineData("export --all --recheck 8/7", "'8/7' is no share of the batches; write it like 1/7, for one in seven, and at most 365/365.")]
    [InlineData("export --all --stuck-after long", "'long' is no span of time up to 49 days")]
    [InlineData("export --all --fail-on jobs", "There is no severity or rule 'jobs'. Choose from ERROR, WARNING, INFO, BATCH_FAILED, ")]
    [InlineData("report --fail-on ,", "--fail-on is given nothing.")]
    [InlineData("report --format", "Required argument missing for option: '--format'.")]
    [InlineData("export --all --fail-on", "Required argument missing for option: '--fail-on'.")]
    [InlineData("query", "Give the SQL, or --file with it, or --list; and only one of them.")]
    [InlineData("query select1 --list", "only one of them.")]
    [InlineData("query select1 --param a", "'a' is no parameter; write it like name=value.")]
    [InlineData("query select1 --param =a", "'=a' is no parameter; write it like name=value.")]
    [InlineData("query select1 --param a=1 --param :a=2", "The parameter a is given twice.")]
    [InlineData("query select1 --format pdf", "There is no format 'pdf'. Choose from table, csv, json, jsonl, tsv, xlsx.")]
    [InlineData("query select1 --json --format csv", "--json stands for --format json.")]
    [InlineData("query select1 --limit 0", "--limit is a number from 1 to 2147483647.")]
    [InlineData("query --file nowhere.sql", "nowhere.sql")]
    [InlineData("completion tcsh", "'pwsh'")]
    [InlineData("collect --all --api-key-file a --api-key-command b", "Give --api-key-file or --api-key-command, not both.")]
    [InlineData("collect --all --log xml", "'xml' not recognized")]
    [InlineData("emulate --port high", "--port is a number from 0 to 65535.")]
    public async Task Wrong_words_end_with_2_say_what_to_write_instead_and_do_nothing(string words, string expected)
    {
        await using var program = await BuiltProgram.AgainstAsync(OneBatch);

        var ended = (await program.RunAsync(words.Split(' '))).With(ExitCode.Usage);

        Assert.Contains(expected, ended.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", ended.Error, StringComparison.Ordinal);
        Assert.Equal("", ended.Output);
        Assert.Equal(0, program.Requests.Total);
        Assert.Empty(program.Files);
    }

    [Fact]
    public async Task A_line_that_is_no_id_is_named_by_its_number_and_nothing_is_asked()
    {
        await using var program = await BuiltProgram.AgainstAsync(OneBatch);
        await File.WriteAllTextAsync(program.File("ids.txt"), "# tonight\n\nbat-1\nnot an id\n", Cancelled);

        var ended = (await program.RunAsync("export", "--from", "ids.txt")).With(ExitCode.Usage);

        Assert.Contains("Line 4 of 'ids.txt': 'not an id' cannot be a batch id.", ended.Error, StringComparison.Ordinal);
        Assert.Equal(0, program.Requests.Total);
        Assert.Equal(["ids.txt"], program.Files);
    }

    [Fact]
    public async Task A_line_of_standard_input_with_an_escape_in_it_is_shown_without_it()
    {
        await using var program = await BuiltProgram.AgainstAsync(OneBatch);

        var ended = (await program.RunWithInputAsync("bat-\u001b[2J\n", "export", "--from", "-")).With(ExitCode.Usage);

        Assert.Contains("Line 1 of standard input", ended.Error, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', ended.Error);
        Assert.Empty(program.Files);
    }
}
