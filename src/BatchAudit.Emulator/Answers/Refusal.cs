namespace BatchAudit.Emulator;

/// <summary>An answer that is no success: a status code and the vendor's error body (contract, section 4.5).</summary>
#pragma warning disable CA1064 // Thrown by a route and caught by the answering code; it never leaves this project.
internal sealed class Refusal(int status, string detail, string[]? location = null, string type = "value_error")
    : Exception(detail)
#pragma warning restore CA1064
{
    public int Status => status;

    public static Refusal NotFound(string what) => new(404, $"{what} not found");

    public static Refusal InvalidQuery(string name, string message, string type) => new(422, message, ["query", name], type);

    public static Refusal InvalidBody(string message, string type, params string[] path) => new(422, message, ["body", .. path], type);

    public void Write(AnswerWriter answer)
    {
        answer.Json.WriteStartObject();
        if (location is null)
        {
            answer.Json.WriteString("detail"u8, Message);
        }
        else
        {
            answer.Json.WriteStartArray("detail"u8);
            answer.Json.WriteStartObject();
            answer.Json.WriteStartArray("loc"u8);
            foreach (var part in location)
            {
                answer.Json.WriteStringValue(part);
            }

            answer.Json.WriteEndArray();
            answer.Json.WriteString("msg"u8, Message);
            answer.Json.WriteString("type"u8, type);
            answer.Json.WriteEndObject();
            answer.Json.WriteEndArray();
        }

        answer.Json.WriteEndObject();
    }
}
