namespace BatchAudit.Emulator;

internal static class JobRoutes
{
    // What only brings content along is taken and not given: there is none.
    private static readonly string[] ParseExpansions =
        ["usage", "text", "markdown", "items", "metadata", "forms", "job_metadata", "raw_parameters", "text_full", "markdown_full"];

    /// <summary>Each of those, and of the files beside them, has one; there are more than the contract names.</summary>
    private const string AboutContent = "_content_metadata";

    private static readonly string[] Statuses =
        [BatchStatus.Pending, BatchStatus.Running, BatchStatus.Completed, BatchStatus.Failed, BatchStatus.Cancelled];

    public static void GetParse(Call call)
    {
        var job = Find(call, IdKind.ParseJob);
        call.Answer.Json.WriteStartObject();
        call.Answer.Json.WritePropertyName("job"u8);
        JobJson.Write(call, job, call.Expands("usage", [.. ParseExpansions, .. AboutContents(call)]));
        call.Answer.Json.WriteEndObject();
    }

    public static void GetExtract(Call call)
    {
        var job = Find(call, IdKind.ExtractJob);
        JobJson.Write(call, job, call.Expands("usage", "configuration", "extract_metadata", "usage"));
    }

    public static void ListParse(Call call) => List(call, IdKind.ParseJob);

    public static void ListExtract(Call call) => List(call, IdKind.ExtractJob);

    /// <summary>Every job of a kind that exists by now, from a place on.</summary>
    public static IEnumerable<(long Position, Job Row)> Every(Call call, IdKind kind, long start)
    {
        var from = Place.OfRank(start);
        for (var ordinal = from.Batch; ordinal < call.World.BatchCount; ordinal++)
        {
            var batch = call.World.BatchAt(ordinal);
            if (batch.JobKind != kind || batch.CreatedAt > call.Now || !call.InProject(batch.ProjectId))
            {
                continue;
            }

            for (var file = ordinal == from.Batch ? from.File : 0; file < batch.FileCount; file++)
            {
                foreach (var place in JobFate.PlacesOf(batch, file))
                {
                    if (place.Rank >= start && JobFate.Find(batch, place) is { } job && job.ExistsAt(call.Now))
                    {
                        yield return (place.Rank, job);
                    }
                }
            }
        }
    }

    private static IEnumerable<string> AboutContents(Call call) =>
        call.All("expand").Where(word => word.EndsWith(AboutContent, StringComparison.Ordinal) && word.All(letter => letter is '_' or (>= 'a' and <= 'z')));

    private static void List(Call call, IdKind kind)
    {
        var ids = call.All("job_ids");
        var status = call.Word("status", kind == IdKind.ExtractJob ? [.. Statuses, BatchStatus.Throttled] : Statuses);
        if (kind == IdKind.ExtractJob)
        {
            call.Words("expand", "configuration", "extract_metadata");
        }

        Page.Write(
            call,
            start => (ids.Count > 0 ? Named(call, kind, ids, start) : Every(call, kind, start)).Where(row => Matches(call, row.Row, status)),
            job => JobJson.Write(call, job, usage: false));
    }

    private static bool Matches(Call call, Job job, string? status) =>
        call.Within("created_at", job.CreatedAt)
        && (status is null || job.At(call.Now).Status == status)
        && (call.Text("configuration_id") is not { } configuration || job.Batch.Script.ConfigurationId == configuration)
        && (call.Text("file_input") is not { } file || job.FileId == file);

    // Ids that are not known are left out; the same id twice is one row.
    private static IEnumerable<(long Position, Job Row)> Named(Call call, IdKind kind, IReadOnlyList<string> ids, long start)
    {
        var seen = new HashSet<string>(ids.Take((int)start), StringComparer.Ordinal);
        for (var index = (int)start; index < ids.Count; index++)
        {
            if (seen.Add(ids[index]) && Existing(call, kind, ids[index]) is { } job)
            {
                yield return (index, job);
            }
        }
    }

    private static Job Find(Call call, IdKind kind) =>
        Existing(call, kind, call.Values[0])
        ?? throw Refusal.NotFound(kind == IdKind.ParseJob ? "Parse job" : "Extract job");

    private static Job? Existing(Call call, IdKind kind, string id) =>
        call.World.FindJob(kind, id) is { } job && job.ExistsAt(call.Now) && call.InProject(job.Batch.ProjectId) ? job : null;
}
