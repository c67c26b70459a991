using System.Text.Json;

namespace BatchAudit.Emulator;

internal static class BatchRoutes
{
    private const int MaxWebhooks = 4;
    private const int MaxFiles = 1000;

    private static readonly string[] Statuses =
    [
        BatchStatus.Pending, BatchStatus.Throttled, BatchStatus.Running,
        BatchStatus.Completed, BatchStatus.Failed, BatchStatus.Cancelled,
    ];

    // A cancelled batch stops a little later, not at once.
    private static readonly TimeSpan CancelTakes = TimeSpan.FromSeconds(2);

    public static void Get(Call call) => BatchJson.Write(call, Find(call), call.Expands("results", "results"));

    public static void List(Call call)
    {
        var status = call.Word("status", Statuses);
        Page.Write(call, start => Matching(call, start, status), batch => BatchJson.Write(call, batch, expanded: false));
    }

    public static void Create(Call call)
    {
        var directory = Required(call.Body, "source_directory_id");
        var config = Object(call.Body, "config");
        var job = Object(config, "job", "config");
        var type = Required(job, "type", "config", "job");
        var configuration = Required(job, "configuration_id", "config", "job");
        if (!JobType.All.Contains(type))
        {
            throw Refusal.InvalidBody($"Input should be '{JobType.ParseV2}' or '{JobType.ExtractV2}'", "literal_error", "config", "job", "type");
        }

        if (call.Body!.Value.TryGetProperty("webhook_configuration_ids", out var webhooks)
            && webhooks.ValueKind == JsonValueKind.Array && webhooks.GetArrayLength() > MaxWebhooks)
        {
            throw Refusal.InvalidBody(
                $"List should have at most {MaxWebhooks} entries", "too_long", "webhook_configuration_ids");
        }

        var source = DirectoryRoutes.Find(call, directory);
        if (DirectoryRoutes.Present(call, source).Skip(MaxFiles).Any())
        {
            throw Refusal.InvalidBody($"Directory has more than {MaxFiles} files", "too_long", "source_directory_id");
        }

        var batch = call.World.Create(source, new()
        {
            Created = call.Now - call.World.Start,
            ProjectId = source.ProjectId,
            JobType = type,
            ConfigurationId = configuration,
            WebhookConfigurations = Webhooks(call.Body!.Value),
        });
        call.Status = 201;
        BatchJson.Write(call, batch, expanded: false);
    }

    public static void Cancel(Call call)
    {
        var batch = Find(call);
        if (BatchStatus.IsTerminal(batch.At(call.Now).Step.Status))
        {
            throw new Refusal(409, "Batch is already in a terminal state");
        }

        call.World.Cancel(batch, call.Now + CancelTakes);
        BatchJson.Write(call, batch, expanded: false);
    }

    private static Batch Find(Call call) =>
        call.World.Find(call.Values[0]) is { } batch && batch.CreatedAt <= call.Now && call.InProject(batch.ProjectId)
            ? batch
            : throw Refusal.NotFound("Batch");

    private static IEnumerable<(long Position, Batch Row)> Matching(Call call, long start, string? status)
    {
        for (var ordinal = (int)start; ordinal < call.World.BatchCount; ordinal++)
        {
            var batch = call.World.BatchAt(ordinal);
            if (batch.CreatedAt <= call.Now
                && call.InProject(batch.ProjectId)
                && call.Within("created_at", batch.CreatedAt)
                && (status is null || batch.At(call.Now).Step.Status == status)
                && (call.Text("source_directory_id") is not { } directory || batch.DirectoryId == directory))
            {
                yield return (ordinal, batch);
            }
        }
    }

    private static WebhookScript[] Webhooks(JsonElement body)
    {
        WebhookScript[] posted;

        try
        {
            posted = body.TryGetProperty("webhook_configurations", out var sent) && sent.ValueKind != JsonValueKind.Null
                ? sent.Deserialize(PostedJson.Default.WebhookScriptArray)!
                : [];
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            throw Refusal.InvalidBody("Input should be a list of webhook configurations", "list_type", "webhook_configurations");
        }

        for (var index = 0; index < posted.Length; index++)
        {
            if (posted[index] is not { } webhook)
            {
                throw Refusal.InvalidBody("Input should be a valid dictionary", "dict_type", "webhook_configurations");
            }

            if (webhook.Fault() is { } fault)
            {
                throw Refusal.InvalidBody(fault.Sentence, "value_error", "webhook_configurations", $"{index}", fault.Field);
            }
        }

        return posted;
    }

    private static string Required(JsonElement? parent, string name, params string[] path) =>
        parent is { ValueKind: JsonValueKind.Object } known && known.TryGetProperty(name, out var value)
            && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : throw Refusal.InvalidBody("Field required", "missing", [.. path, name]);

    private static JsonElement? Object(JsonElement? parent, string name, params string[] path) =>
        parent is { ValueKind: JsonValueKind.Object } known && known.TryGetProperty(name, out var value)
            && value.ValueKind == JsonValueKind.Object
            ? value
            : throw Refusal.InvalidBody("Field required", "missing", [.. path, name]);
}
