using BatchAudit.Tests.Cli;

namespace BatchAudit.Tests.Docs;

/// <summary>README's worked questions, run as they stand there, of the demo's history.</summary>
public sealed class QuestionsTests(PlayedDemo demo) : IClassFixture<PlayedDemo>
{
    private static readonly string[] Questions =
    [
        .. File.ReadAllText(Path.Combine(Repository.Root, "README.md"))
            .Split("\n## Questions\n")[1].Split("\n## ")[0].Split('\n')
            .Where(line => line.StartsWith("    batch-audit query ", StringComparison.Ordinal))
            .Select(line => line.Trim()),
    ];

    [Theory]
    [InlineData(0, "batch_id,file_name,mapping,mapping_error")]
    [InlineData(1, "batch_created_at,batch_id,job_id,job_status,job_finished_at")]
    [InlineData(2, "batch_id,files,minutes")]
    [InlineData(3, "layer,sample_message,files,first_seen_at,retry_advice")]
    [InlineData(4, "file_name,batch_id,job_id,message")]
    public async Task A_question_in_README_is_answered(int question, params string[] expected)
    {
        var script = Questions[question].Replace("batch-audit", "\"$@\"", StringComparison.Ordinal) + " --history demo/demo.db";

        var ended = (await demo.Program.RunShellAsync(script)).With(ExitCode.Done);

        Assert.Equal(expected, ended.Output.Split("\r\n", StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void There_are_five() => Assert.Equal(5, Questions.Length);
}
