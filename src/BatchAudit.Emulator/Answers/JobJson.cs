namespace BatchAudit.Emulator;

/// <summary>Jobs as the contract has them (sections 2.1 and 2.2).</summary>
internal static class JobJson
{
    /// <param name="usage">Whether credits were asked for.</param>
    public static void Write(Call call, Job job, bool usage)
    {
        if (job.Batch.JobKind == IdKind.ParseJob)
        {
            WriteParse(call, job, usage);
        }
        else
        {
            WriteExtract(call, job, usage);
        }
    }

    private static void WriteParse(Call call, Job job, bool usage)
    {
        var json = call.Answer.Json;
        json.WriteStartObject();
        WriteCommon(call, job);
        json.WriteNull("name"u8);
        json.WriteString("tier"u8, job.Script.Tier);
        json.WriteNull("user_metadata"u8);
        if (usage)
        {
            json.WriteStartObject("usage"u8);
            WriteNumber(call, "credits"u8, job.CreditsAt(call.Now));
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("usage"u8);
        }

        json.WriteEndObject();
    }

    private static void WriteExtract(Call call, Job job, bool usage)
    {
        var json = call.Answer.Json;
        var completed = job.At(call.Now).Status == BatchStatus.Completed;
        json.WriteStartObject();
        WriteCommon(call, job);
        json.WriteString("file_input"u8, job.FileId);
        json.WriteString("configuration_id"u8, job.Batch.Script.ConfigurationId);
        json.WriteNull("configuration"u8);
        json.WriteNull("extract_metadata"u8);
        if (completed)
        {
            json.WriteStartObject("extract_result"u8);
            json.WriteNumber("page_count"u8, job.PageCount);
            json.WriteEndObject();
            json.WriteStartObject("metadata"u8);
            json.WriteStartObject("usage"u8);
            json.WriteNumber("num_pages_extracted"u8, job.PageCount);
            json.WriteNumber("num_pages_billed"u8, job.PageCount);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("extract_result"u8);
            json.WriteNull("metadata"u8);
        }

        if (usage)
        {
            var credits = job.CreditsAt(call.Now);
            json.WriteStartObject("usage"u8);
            WriteNumber(call, "credits"u8, credits);
            WriteNumber(call, "extract_credits"u8, credits);
            WriteNumber(call, "parse_credits"u8, credits is null ? null : 0);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("usage"u8);
        }

        json.WriteEndObject();
    }

    private static void WriteCommon(Call call, Job job)
    {
        var json = call.Answer.Json;
        var change = job.At(call.Now);
        json.WriteString("id"u8, job.Id);
        json.WriteString("project_id"u8, job.Batch.ProjectId);
        json.WriteString("status"u8, call.Fault?.StatusWord ?? change.Status);
        json.WriteString("error_message"u8, job.ErrorAt(call.Now));
        call.Answer.Time("created_at"u8, job.CreatedAt);
        call.Answer.Time("updated_at"u8, change.At);
        call.WriteExtraField();
    }

    private static void WriteNumber(Call call, ReadOnlySpan<byte> name, decimal? number)
    {
        if (number is { } known)
        {
            call.Answer.Json.WriteNumber(name, known);
        }
        else
        {
            call.Answer.Json.WriteNull(name);
        }
    }
}
