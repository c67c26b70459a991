using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace BatchAudit.Emulator;

/// <summary>One request while it is being answered.</summary>
internal sealed class Call(World world, HttpRequest request, DateTimeOffset now, AnswerWriter answer)
{
    public World World => world;

    /// <summary>The same instant for the whole answer.</summary>
    public DateTimeOffset Now => now;

    public AnswerWriter Answer => answer;

    public IQueryCollection Query => request.Query;

    /// <summary>What the route's placeholders stand for, in order.</summary>
    public IReadOnlyList<string> Values { get; set; } = [];

    public FaultRule? Fault { get; init; }

    /// <summary>The body sent along, if any.</summary>
    public JsonElement? Body { get; set; }

    public int Status { get; set; } = 200;

    public string? Text(string name) => Query[name] is [.., { Length: > 0 } text] ? text : null;

    public IReadOnlyList<string> All(string name) => [.. Query[name].OfType<string>()];

    public int? Number(string name) => Text(name) is not { } text ? null
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
        : throw Refusal.InvalidQuery(name, "Input should be a valid integer, unable to parse string as an integer", "int_parsing");

    public bool Flag(string name) => Text(name) is "true" or "True" or "1";

    public DateTimeOffset? Time(string name) => Text(name) is not { } text ? null
        : IsoTime.TryRead(text, out var time, out _) ? time
        : throw Refusal.InvalidQuery(name, "Input should be a valid datetime", "datetime_from_date_parsing");

    /// <summary>Whether the instant lies within the bounds that the query sets, both inclusive.</summary>
    public bool Within(string field, DateTimeOffset instant) =>
        !(Time($"{field}_on_or_after") is { } after && instant < after)
        && !(Time($"{field}_on_or_before") is { } before && instant > before);

    public bool Expands(string value, params ReadOnlySpan<string> known)
    {
        foreach (var word in All("expand"))
        {
            if (!known.Contains(word))
            {
                throw new Refusal(422, $"Input should be {string.Join(", ", known!)}", ["query", "expand"], "literal_error");
            }
        }

        return All("expand").Contains(value);
    }

    /// <summary>Whether the query's project, if it names one, is that one; the prefix may be left out.</summary>
    public bool InProject(string projectId) =>
        Text("project_id") is not { } asked || asked == projectId || projectId.EndsWith($"-{asked}", StringComparison.Ordinal);

    public void WriteExtraField()
    {
        if (Fault is { ExtraField: true })
        {
            answer.Json.WriteString("x_unannounced"u8, "a field that no contract mentions");
        }
    }
}
