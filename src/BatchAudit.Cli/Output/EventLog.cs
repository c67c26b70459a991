using System.Text;
using System.Text.Json;

namespace BatchAudit.Cli.Output;

/// <summary>
/// Events on stderr, each a JSON object in a line of its own, from any thread. Fields are only ever added. Whatever is not ASCII
/// is escaped, so no text of the server's can steer a terminal.
/// </summary>
internal sealed class EventLog(TextWriter error, TimeProvider time)
{
    private readonly Lock _turn = new();

    /// <param name="name">As in <c>batch_read</c>.</param>
    /// <param name="fields">Writes what the event says besides its name and time.</param>
    public void Write(string name, Action<Utf8JsonWriter> fields)
    {
        using var line = new MemoryStream();

        using (var json = new Utf8JsonWriter(line))
        {
            json.WriteStartObject();
            json.WriteString("time", UtcText.Of(time.GetUtcNow()));
            json.WriteString("event", name);
            fields(json);
            json.WriteEndObject();
        }

        Say(Encoding.UTF8.GetString(line.GetBuffer().AsSpan(0, (int)line.Length)));
    }

    private void Say(string line)
    {
        try
        {
            lock (_turn)
            {
                error.WriteLine(line);
            }
        }
        catch (Exception unheard) when (unheard is IOException or UnauthorizedAccessException)
        {
            // A log that is full or closed must not end a run.
        }
    }
}
