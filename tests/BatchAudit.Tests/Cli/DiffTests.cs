using Microsoft.Extensions.Time.Testing;

namespace BatchAudit.Tests.Cli;

public sealed class DiffTests
{
    private const string Nights = """
        {
          "start": "2026-05-04T22:00:00Z",
          "batches": [
            {
              "id": "bat-1",
              "created": "-02:00:00",
              "steps": [ { "status": "COMPLETED" }, { "at": "12:00:00", "status": "COMPLETED" } ],
              "files": [
                { "id": "dfl-changes", "name": "a.pdf", "job": { "id": "pjb-old", "steps": [ { "status": "COMPLETED" } ] }, "steps": [ { "at": "12:00:00", "job": { "id": "pjb-new" } } ] },
                { "id": "dfl-fails", "name": "b.pdf", "job": { "id": "pjb-1", "steps": [ { "status": "COMPLETED" } ] }, "steps": [ { "at": "12:00:00", "row": "ERROR", "mapping_error": "No, \"no\"." } ] },
                { "id": "dfl-goes", "name": "c.pdf", "job": { "id": "pjb-2", "steps": [ { "status": "COMPLETED" } ] }, "steps": [ { "at": "12:00:00", "row": "ABSENT" } ] },
                { "id": "dfl-stays", "name": "d.pdf", "job": { "id": "pjb-3", "steps": [ { "status": "COMPLETED" } ] } },
              ],
            },
            { "id": "bat-2", "created": "12:00:00", "files": [ { "id": "dfl-2", "name": "e.pdf" } ] },
          ],
        }
        """;

    private static readonly string[] Differences =
    [
        "change,subject_type,batch_id,source_directory_file_id,file_name,field,before,after,occurrence",
        "CHANGED,batch,bat-1,,,listed,4,3,",
        "CHANGED,batch,bat-1,,,mapped,4,2,",
        "CHANGED,batch,bat-1,,,mapping_errors,0,1,",
        "ADDED,batch,bat-2,,,status,,COMPLETED,",
        "CHANGED,file,bat-1,dfl-changes,a.pdf,job_id,pjb-old,pjb-new,0",
        "CHANGED,file,bat-1,dfl-fails,b.pdf,outcome,OK,MAPPING_FAILED,0",
        "CHANGED,file,bat-1,dfl-fails,b.pdf,job_type,parse_v2,,0",
        "CHANGED,file,bat-1,dfl-fails,b.pdf,job_id,pjb-1,,0",
        "CHANGED,file,bat-1,dfl-fails,b.pdf,mapping,MAPPED,MAPPING_ERROR,0",
        "CHANGED,file,bat-1,dfl-fails,b.pdf,mapping_error,,\"No, \"\"no\"\".\",0",
        "CHANGED,file,bat-1,dfl-fails,b.pdf,job_status,COMPLETED,,0",
        "CHANGED,file,bat-1,dfl-fails,b.pdf,tier,agentic,,0",
        "GONE,file,bat-1,dfl-goes,c.pdf,outcome,OK,,0",
        "ADDED,file,bat-2,dfl-2,e.pdf,outcome,,OK,0",
    ];

    [Fact]
    public async Task By_default_it_tells_what_the_newest_run_brought_field_by_field()
    {
        await using var program = await TwoNightsAsync();

        var ended = (await program.RunAsync("diff", "--format", "csv")).With(ExitCode.Done);

        Assert.Equal(Differences, ended.Output.Split("\r\n", StringSplitOptions.RemoveEmptyEntries));
        Assert.Matches(@"^14 differences between observation \d+ \(run 1, [^)]*\) and observation \d+ \(run 2, [^)]*\)\.\n$", ended.Error);
    }

    [Fact]
    public async Task Runs_observations_and_times_name_the_same_states()
    {
        await using var program = await TwoNightsAsync();
        var ends = program.Query<string>("select cast(seq as text) || ' ' || finished_at from run_end order by run_id").Select(end => end.Split(' ')).ToArray();

        foreach (var (from, to) in ((string, string)[])[("run:1", "run:2"), (ends[0][0], ends[1][0]), (ends[0][1], ends[1][1])])
        {
            var ended = (await program.RunAsync("diff", "--from", from, "--to", to, "--format", "csv", "--quiet")).With(ExitCode.Done);

            Assert.Equal(Differences, ended.Output.Split("\r\n", StringSplitOptions.RemoveEmptyEntries));
            Assert.Equal("", ended.Error);
        }
    }

    [Fact]
    public async Task Before_the_first_run_there_was_nothing_and_between_equal_states_nothing_differs()
    {
        await using var program = await TwoNightsAsync();

        var first = (await program.RunAsync("diff", "--to", "run:1")).With(ExitCode.Done);
        var none = (await program.RunAsync("diff", "--from", "run:2", "--json")).With(ExitCode.Done);

        Assert.Equal(5, first.Lines.Count(line => line.StartsWith("ADDED ", StringComparison.Ordinal)));
        Assert.StartsWith("5 differences between the empty history and ", first.Error, StringComparison.Ordinal);
        Assert.Equal("[]\n", none.Output);
        Assert.StartsWith("0 differences ", none.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--from run:2 --to run:1", "Name the earlier time with --from and the later one with --to.")]
    [InlineData("--from run:9", "There is no run 9: the history has those from 1 to 2. Name another time, run or observation.")]
    [InlineData("--from 99999", "There is no observation 99999: the history has those from 1 to ")]
    [InlineData("--from run:x", "'run:x' is no observation's number, no run like run:3, and no date or time")]
    [InlineData("--format xlsx", "There is no format 'xlsx' to print. Choose from table, csv, ")]
    public async Task States_that_are_none_are_refused(string words, string expected)
    {
        await using var program = await TwoNightsAsync();

        var ended = (await program.RunAsync(["diff", .. words.Split(' ')])).With(ExitCode.Usage);

        Assert.Contains(expected, ended.Error.Replace("\n       ", " ", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal("", ended.Output);
    }

    private static async Task<BuiltProgram> TwoNightsAsync()
    {
        var clock = new FakeTimeProvider(BuiltProgram.Start);
        var program = await BuiltProgram.AgainstAsync(Nights, time: clock);
        (await program.RunAsync("collect", "bat-1")).With(ExitCode.Done);
        clock.Advance(TimeSpan.FromDays(1));
        (await program.RunAsync("collect", "bat-1", "bat-2", "--refresh")).With(ExitCode.Done);
        return program;
    }
}
