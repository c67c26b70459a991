using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace BatchAudit.LlamaCloud.Json;

/// <summary>
/// Tells each thing of an answer which of its times could not be read. The converter knows where a value stands, but neither what it
/// is called nor whose it is, so it notes the place; only an answer with such a place is gone through once more.
/// </summary>
internal static class UnreadableTimes
{
    private const int LongestSent = 100;

    // An answer is read on one thread from its beginning to its end.
    [ThreadStatic]
    private static List<long>? _places;

    /// <param name="place">Where the value begins, in bytes from the beginning of the answer.</param>
    public static void Note(long place) => (_places ??= []).Add(place);

    public static T? Tell<T>(ReadOnlySpan<byte> body, JsonTypeInfo<T> type)
        where T : class
    {
        _places = null;
        var answer = JsonSerializer.Deserialize(body, type);

        if (answer is not null && _places is { } places)
        {
            // By the thing itself, for two that say the same are equal; and each field once, for one may be sent many times over.
            var told = new Dictionary<Timed, OrderedDictionary<string, string>>(ReferenceEqualityComparer.Instance);

            foreach (var (path, sent) in Find(body, places, type.Options.MaxDepth))
            {
                if (Owner(answer, path) is ({ } owner, var steps))
                {
                    told.TryAdd(owner, []);
                    told[owner][string.Join('.', path.Skip(steps).Select(step => step.Name))] = sent;
                }
            }

            foreach (var (owner, fields) in told)
            {
                owner.UnreadableTimes = [.. fields.Select(field => new UnreadableTime(field.Key, field.Value))];
            }
        }

        return answer;
    }

    /// <returns>The row of a page, the job in its envelope, or the answer itself; and how many steps of the path lead to it.</returns>
    private static (Timed? Owner, int Steps) Owner(object answer, IReadOnlyList<Step> path) => answer switch
    {
        IPage page => (page.TimedAt(path[1].Index), 2),
        ParseJobEnvelope envelope => (envelope.Job, 1),
        _ => (answer as Timed, 0),
    };

    private static List<(IReadOnlyList<Step> Path, string Sent)> Find(ReadOnlySpan<byte> body, List<long> places, int maxDepth)
    {
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = maxDepth });
        var path = new List<Step>();
        var found = new List<(IReadOnlyList<Step>, string)>(places.Count);

        while (found.Count < places.Count && reader.Read())
        {
            if (reader.TokenType is JsonTokenType.PropertyName)
            {
                path[^1] = path[^1] with { Name = reader.GetString()! };
                continue;
            }

            if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
            {
                path.RemoveAt(path.Count - 1);
                continue;
            }

            if (path is [.., { IsArray: true } list])
            {
                path[^1] = list with { Index = list.Index + 1 };
            }

            if (reader.TokenStartIndex == places[found.Count])
            {
                found.Add(([.. path], Sent(body, ref reader)));
            }
            else if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            {
                path.Add(new Step("", IsArray: reader.TokenType is JsonTokenType.StartArray, Index: -1));
            }
        }

        return found;
    }

    /// <summary>As it stands there, and passed over whole.</summary>
    private static string Sent(ReadOnlySpan<byte> body, ref Utf8JsonReader reader)
    {
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        var sent = body[start..(int)reader.BytesConsumed];

        // Four bytes make a character at most, so that many of them hold enough.
        var text = Encoding.UTF8.GetString(sent[..Math.Min(sent.Length, 4 * LongestSent)]);
        var end = text.Length > LongestSent && char.IsHighSurrogate(text[LongestSent - 2]) ? LongestSent - 2 : LongestSent - 1;
        return text.Length > LongestSent ? text[..end] + "…" : text;
    }

    /// <summary>One object or array on the way to a value: the name of the property, or the place in the list, that the way goes on by.</summary>
    private readonly record struct Step(string Name, bool IsArray, int Index);
}
