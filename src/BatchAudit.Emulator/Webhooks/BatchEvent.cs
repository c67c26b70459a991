using System.Globalization;
using System.Text.Json;

namespace BatchAudit.Emulator;

/// <summary>A change of a batch's status that webhooks tell of (contract, section 5.2).</summary>
internal sealed record BatchEvent(string Id, string Type, DateTimeOffset At, string Status)
{
    /// <summary>The batch's events, in order; those of words that have none are left out.</summary>
    public static IEnumerable<BatchEvent> Of(Batch batch)
    {
        var cancelled = batch.World.Cancellation(batch.Ordinal);
        var steps = batch.Template.Steps
            .Select((step, n) => (At: n == 0 ? batch.CreatedAt : batch.CreatedAt + step.At, step.Status))
            .Where(step => cancelled is null || step.At < cancelled);
        var former = "";

        foreach (var (n, (at, status)) in (cancelled is { } end ? steps.Append((end, BatchStatus.Cancelled)) : steps).Index())
        {
            if (status != former && TypeOf(status) is { } type)
            {
                var id = Seeded.Mix(batch.World.Roll(new(batch.Ordinal), RollPurpose.Event) ^ ((ulong)n << 32));
                yield return new(string.Create(CultureInfo.InvariantCulture, $"evt-{id:x16}"), type, at, status);
            }

            former = status;
        }
    }

    public byte[] Body(Batch batch, bool asString)
    {
        using var written = new MemoryStream();
        using (var json = new Utf8JsonWriter(written))
        {
            json.WriteStartObject();
            json.WriteString("event_id"u8, Id);
            json.WriteString("event_type"u8, Type);
            json.WriteNumber("timestamp"u8, At.ToUnixTimeMilliseconds() / 1000.0);
            json.WriteStartObject("data"u8);
            json.WriteString("id"u8, batch.Id);
            json.WriteString("batch_id"u8, batch.Id);
            json.WriteString("project_id"u8, batch.ProjectId);
            json.WriteString("source_directory_id"u8, batch.DirectoryId);
            json.WriteString("status"u8, Status);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return asString ? [(byte)'"', .. JsonEncodedText.Encode(written.ToArray()).EncodedUtf8Bytes, (byte)'"'] : written.ToArray();
    }

    private static string? TypeOf(string status) => status switch
    {
        BatchStatus.Pending => "batch.pending",
        BatchStatus.Running => "batch.running",
        BatchStatus.Completed => "batch.success",
        BatchStatus.Failed => "batch.error",
        BatchStatus.Cancelled => "batch.cancelled",
        _ => null,
    };
}
