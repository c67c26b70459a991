namespace BatchAudit.Emulator;

/// <summary>A batch as the contract has it (section 1.1).</summary>
internal static class BatchJson
{
    /// <param name="expanded">Whether results were asked for; the field is null otherwise.</param>
    public static void Write(Call call, Batch batch, bool expanded)
    {
        var json = call.Answer.Json;
        var (step, since) = batch.At(call.Now);

        json.WriteStartObject();
        json.WriteString("id"u8, batch.Id);
        json.WriteString("project_id"u8, batch.ProjectId);
        json.WriteString("source_directory_id"u8, batch.DirectoryId);
        json.WriteStartObject("config"u8);
        json.WriteStartObject("job"u8);
        json.WriteString("type"u8, batch.Script.JobType);
        json.WriteString("configuration_id"u8, batch.Script.ConfigurationId);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteString("status"u8, call.Fault?.StatusWord ?? step.Status);
        call.Answer.Time("created_at"u8, batch.CreatedAt);
        call.Answer.Time("updated_at"u8, since);
        call.WriteExtraField();
        WriteResults(call, batch, expanded ? call.Fault?.Results ?? step.Results ?? Usual(step.Status) : ResultsMode.Null);
        json.WriteEndObject();
    }

    private static ResultsMode Usual(string status) => status switch
    {
        BatchStatus.Pending or BatchStatus.Throttled or BatchStatus.Failed => ResultsMode.Null,
        BatchStatus.Running => ResultsMode.Partial,
        _ => ResultsMode.Listed,
    };

    private static void WriteResults(Call call, Batch batch, ResultsMode mode)
    {
        var json = call.Answer.Json;
        if (mode == ResultsMode.Absent)
        {
            return;
        }

        if (mode == ResultsMode.Null)
        {
            json.WriteNull("results"u8);
            return;
        }

        json.WriteStartArray("results"u8);
        for (var file = 0; mode != ResultsMode.Empty && file < batch.FileCount; file++)
        {
            var state = FileFate.StateOf(batch, file, call.Now);
            if (state.Row == RowKind.Absent || (mode == ResultsMode.Partial && !IsMapped(batch, file, state, call.Now)))
            {
                continue;
            }

            WriteRow(call, batch, new(batch.Ordinal, file, state.Job), state);
            if (state.Row == RowKind.Duplicate)
            {
                WriteRow(call, batch, new(batch.Ordinal, file, state.Job + Place.Twin), state);
            }
        }

        json.WriteEndArray();
    }

    private static bool IsMapped(Batch batch, int file, FileState state, DateTimeOffset now) =>
        JobFate.CreatedAt(batch, new(batch.Ordinal, file, state.Job)) <= now;

    private static void WriteRow(Call call, Batch batch, Place place, FileState state)
    {
        var json = call.Answer.Json;
        json.WriteStartObject();
        if (batch.Source.Template.FileScript(place.File).Id is { } fileId)
        {
            json.WriteString("source_directory_file_id"u8, fileId);
        }
        else
        {
            call.Answer.Id("source_directory_file_id"u8, call.World.Ids, IdKind.File, new(batch.Source.Ordinal, place.File));
        }

        if (state.HasJob)
        {
            json.WriteStartObject("job_reference"u8);
            json.WriteString("type"u8, batch.Script.JobType);
            if (JobFate.GivenId(batch, place) is { } jobId)
            {
                json.WriteString("id"u8, jobId);
            }
            else
            {
                call.Answer.Id("id"u8, call.World.Ids, batch.JobKind, place);
            }

            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("job_reference"u8);
        }

        json.WriteString("error_message"u8, state.MappingError);
        json.WriteEndObject();
    }
}
