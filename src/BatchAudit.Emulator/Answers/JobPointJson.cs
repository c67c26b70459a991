namespace BatchAudit.Emulator;

/// <summary>A job data point: a job's status with the times of its transitions (contract, section 2.4).</summary>
internal static class JobPointJson
{
    private static readonly string[] Words = ["pending", "throttled", "running", "completed", "failed", "cancelled"];

    public static void Write(Call call, Job job)
    {
        var json = call.Answer.Json;
        var change = job.At(call.Now);
        json.WriteStartObject();
        json.WriteString("id"u8, job.Id);
        json.WriteString("project_id"u8, job.Batch.ProjectId);
        json.WriteString("status"u8, change.Status.ToLowerInvariant());
        json.WriteString("custom_tag"u8, "default"u8);
        json.WriteString("error_message"u8, job.ErrorAt(call.Now));
        call.Answer.Time("created_at"u8, job.CreatedAt);
        call.Answer.Time("updated_at"u8, change.At);
        call.WriteExtraField();
        json.WriteStartObject("state_transitions"u8);
        foreach (var word in Words)
        {
            var reached = job.Changes.FirstOrDefault(candidate =>
                candidate.At <= call.Now && string.Equals(candidate.Status, word, StringComparison.OrdinalIgnoreCase));
            call.Answer.Time(System.Text.Encoding.ASCII.GetBytes(word + "_at"), reached?.At);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }
}
