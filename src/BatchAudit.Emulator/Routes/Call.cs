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

    /// <summary>What is empty is no number: a caller that means none leaves it out.</summary>
    public int? Number(string name, int least, int most) => Query[name] is not [.., { } text] ? null
        : !int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? throw Refusal.InvalidQuery(name, "Input should be a valid integer, unable to parse string as an integer", "int_parsing")
        : number < least ? throw Refusal.InvalidQuery(name, $"Input should be greater than or equal to {least}", "greater_than_equal")
        : number > most ? throw Refusal.InvalidQuery(name, $"Input should be less than or equal to {most}", "less_than_equal")
        : number;

    /// <summary>Every value of a parameter whose words are fixed. What is empty is none of them.</summary>
    public IReadOnlyList<string> Words(string name, params ReadOnlySpan<string> known)
    {
        foreach (var word in All(name))
        {
            if (!known.Contains(word))
            {
                throw Refusal.InvalidQuery(name, $"Input should be {string.Join(", ", known!)}", "enum");
            }
        }

        return All(name);
    }

    /// <summary>The last value of such a parameter; null when there is none.</summary>
    public string? Word(string name, params ReadOnlySpan<string> known) => Words(name, known) is [.., var word] ? word : null;

    public bool Flag(string name) => Text(name) is "true" or "True" or "1";

    public DateTimeOffset? Time(string name) => Text(name) is not { } text ? null
        : IsoTime.TryRead(text, out var time, out _) ? time
        : throw Refusal.InvalidQuery(name, "Input should be a valid datetime", "datetime_from_date_parsing");

    /// <summary>Whether the instant lies within the bounds that the query sets, both inclusive.</summary>
    public bool Within(string field, DateTimeOffset instant) =>
        !(Time($"{field}_on_or_after") is { } after && instant < after)
        && !(Time($"{field}_on_or_before") is { } before && instant > before);

    /// <summary>Several values come as a repeated key; joined by commas they are one, which nobody knows (contract, section 1.1).</summary>
    public bool Expands(string value, params ReadOnlySpan<string> known) => Words("expand", known).Contains(value);

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
