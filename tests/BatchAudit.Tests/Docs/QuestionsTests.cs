using BatchAudit.Tests.Cli;

namespace BatchAudit.Tests.Docs;

/// <summary>The manual's worked questions, run as they stand there, of the demo's history.</summary>
public sealed class QuestionsTests(PlayedDemo demo) : IClassFixture<PlayedDemo>
{
    private static readonly string[] Questions =
    [
        .. Document.Page("sql").Text
            .Split("\n## Questions\n")[1].Split("\n## ")[0].Split('\n')
            .Where(line => line.StartsWith("    batch-audit query ", StringComparison.Ordinal))
            .Select(line => line.Trim()),
    ];

    [Theory]
    [InlineData(
        0,
        "batch_id,file_name,mapping,mapping_error",
        "bat-1a7c40e2-5d38-4f61-9b04-c2e8a6d71f35,invoices/2026-04/ACME-0025.heic,MAPPING_ERROR,Unsupported file type: .heic",
        "bat-1a7c40e2-5d38-4f61-9b04-c2e8a6d71f35,invoices/2026-04/ACME-0026.heic,MAPPING_ERROR,Unsupported file type: .heic",
        "bat-1a7c40e2-5d38-4f61-9b04-c2e8a6d71f35,invoices/2026-04/ACME-0029.pdf,NO_JOB,",
        "bat-2e94b7d0-8c15-4a3f-a6d2-71f05b3c9e48,contracts/framework/FW-017.docx,MAPPING_ERROR,Source file could not be read: object not found in storage",
        "bat-3b60f5a9-17e4-4d82-8f3c-9d2a4e06b7c1,receipts/travel/trip-020.zip,MAPPING_ERROR,Unsupported file type: .zip",
        "bat-5f23ce18-6a07-4e9d-9c45-b8d1704a2f63,letters/incoming/L-012.pdf,MAPPING_ERROR,File is empty",
        "bat-8a16e2d5-7f90-4c5b-b3e8-d04c7a925f1e,invoices/2026-05/ACME-0024.heic,MAPPING_ERROR,Unsupported file type: .heic")]
    [InlineData(
        1,
        "batch_created_at,batch_id,job_id,job_status,job_finished_at",
        "2026-05-04T17:00:00.000Z,bat-1a7c40e2-5d38-4f61-9b04-c2e8a6d71f35,pjb-79c26bd2-c388-4360-8eca-99635d137029,COMPLETED,2026-05-04T17:02:48.329Z",
        "2026-05-05T18:00:00.000Z,bat-9d47b0c8-3e21-4f7a-85d6-e19f5c60a384,pjb-204df1a5-0047-459e-a167-b59df709648b,COMPLETED,2026-05-05T18:01:29.374Z")]
    [InlineData(
        2,
        "batch_id,files,minutes",
        "bat-3b60f5a9-17e4-4d82-8f3c-9d2a4e06b7c1,20,1800",
        "bat-8a16e2d5-7f90-4c5b-b3e8-d04c7a925f1e,24,80",
        "bat-1a7c40e2-5d38-4f61-9b04-c2e8a6d71f35,34,4")]
    [InlineData(
        3,
        "layer,sample_message,files,first_seen_at,retry_advice",
        "batch,The server calls the batch FAILED and does not say why.,0,2026-05-04T22:00:00.000Z,RETRY",
        "job,NO_DATA_FOUND_IN_FILE: No data found in file,1,2026-05-04T22:00:00.000Z,FIX_INPUT",
        "job,PDF_IS_PROTECTED: PDF is password protected,1,2026-05-04T22:00:00.000Z,FIX_INPUT",
        "job,llm_refusal,1,2026-05-04T22:00:00.000Z,NONE",
        "job,schema_validation: 'currency' is a required property,3,2026-05-04T22:00:00.000Z,CHECK_CONFIG",
        "mapping,File is empty,1,2026-05-04T22:00:00.000Z,FIX_INPUT",
        "mapping,Unsupported file type: .heic,3,2026-05-04T22:00:00.000Z,FIX_INPUT",
        "mapping,Unsupported file type: .zip,1,2026-05-04T22:00:00.000Z,FIX_INPUT",
        "job,TIMEOUT: Job timed out after 1800 seconds,1,2026-05-07T22:00:00.000Z,RETRY",
        "job,\"TOO_MANY_PAGES: Document has 4210 pages, more than allowed\",1,2026-05-07T22:00:00.000Z,FIX_INPUT",
        "job,\"engine_error: internal error, please retry\",1,2026-05-07T22:00:00.000Z,RETRY",
        "mapping,Source file could not be read: object not found in storage,1,2026-05-07T22:00:00.000Z,RETRY")]
    [InlineData(
        4,
        "file_name,batch_id,job_id,message",
        "invoices/2026-04/ACME-0030.pdf,bat-1a7c40e2-5d38-4f61-9b04-c2e8a6d71f35,pjb-9fc9beb8-caea-4fbf-adec-e2b38012ff20,A further row about the same file.",
        "invoices/2026-04/ACME-0031.pdf,bat-9d47b0c8-3e21-4f7a-85d6-e19f5c60a384,pjb-204df1a5-0047-459e-a167-b59df709648b,The same document was processed by batch bat-1a7c40e2-5d38-4f61-9b04-c2e8a6d71f35.")]
    public async Task A_question_of_the_manual_is_answered(int question, params string[] expected)
    {
        var script = Questions[question].Replace("batch-audit", "\"$@\"", StringComparison.Ordinal) + " --history demo/demo.db";

        var ended = (await demo.Program.RunShellAsync(script)).With(ExitCode.Done);

        Assert.Equal(expected, ended.Output.Split("\r\n", StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void There_are_five() => Assert.Equal(5, Questions.Length);
}
