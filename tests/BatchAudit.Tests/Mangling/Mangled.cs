using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using CsCheck;

namespace BatchAudit.Tests.Mangling;

/// <summary>
/// Evidence as somebody could have changed it, by chance or on purpose. Each case comes of one number, which a failure prints together
/// with the seed that brings it back.
/// </summary>
internal static class Mangled
{
    /// <summary>What no case may take, however little evidence it has: 64 MB of text as UTF-16, its bytes, and some to spare.</summary>
    private const long MaxAllocatedBytes = 400L << 20;

    /// <summary>What stands in a field and should not.</summary>
    private static readonly string[] OddJson =
    [
        "null", "[]", "{}", "[null]", "true", "0", "-1", "0.5", "1e400", "9223372036854775808", "\"\"", "\"..\"", "\"../../x\"", "\"/dev/zero\"", "\"a\\u0000b\"", "\"\\ud800\"",
        "\"2026-13-01T00:00:00.000Z\"", "\"" + new string('x', 5000) + "\"", string.Concat(Enumerable.Repeat("[", 200)) + string.Concat(Enumerable.Repeat("]", 200)),
        string.Concat(Enumerable.Repeat("[", 10_000)), string.Concat(Enumerable.Repeat("{\"a\":", 10_000)),
    ];

    /// <param name="cases">As many as take some seconds. <c>BATCH_AUDIT_TEST_MANGLED</c> sets how many times as many are tried.</param>
    public static void Try(int cases, Action<Random> check) => Gen.Int.Sample(
        number =>
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            check(new Random(number));
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(allocated < MaxAllocatedBytes, string.Create(CultureInfo.InvariantCulture, $"{allocated} bytes were allocated."));
        },
        iter: cases * (int.TryParse(Environment.GetEnvironmentVariable("BATCH_AUDIT_TEST_MANGLED"), CultureInfo.InvariantCulture, out var times) ? times : 1),
        threads: 1);

    /// <summary>Bits turned, bytes put in, taken out, copied and written over, in one to four places.</summary>
    public static byte[] Bytes(Random random, byte[] original)
    {
        var bytes = original.ToList();

        for (var edits = random.Next(1, 5); edits > 0 && bytes.Count > 0; edits--)
        {
            var at = random.Next(bytes.Count);
            var length = Math.Min(bytes.Count - at, 1 << random.Next(8));

            switch (random.Next(7))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 2:
                    bytes.RemoveRange(at, length);
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.GetRange(random.Next(bytes.Count - length + 1), length));
                    break;
                case 4:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                case 5:
                    bytes.InsertRange(at, Enumerable.Repeat((byte)random.Next(256), length));
                    break;
                default:
                    bytes.AddRange(bytes.GetRange(at, length));
                    break;
            }
        }

        return [.. bytes];
    }

    /// <summary>The text with one value made another, left out, or there twice; or, now and then, with its bytes mangled.</summary>
    public static byte[] Json(Random random, string original)
    {
        if (random.Next(4) == 0)
        {
            return Bytes(random, Encoding.UTF8.GetBytes(original));
        }

        var root = JsonNode.Parse(original)!;
        var nodes = Below(root).ToList();
        var node = nodes[random.Next(nodes.Count)];
        var odd = OddJson[random.Next(OddJson.Length)];
        const string mark = "\"a mark that nothing else is\"";

        switch (node.Parent)
        {
            case JsonObject parent when random.Next(6) == 0:
                parent.Remove(node.GetPropertyName());
                break;
            case JsonObject parent when random.Next(6) == 0:
                // The same name twice, which no tree can hold.
                parent["a mark that nothing else is"] = JsonNode.Parse("0");
                return Encoding.UTF8.GetBytes(root.ToJsonString().Replace(mark + ":0", $"\"{node.GetPropertyName()}\":{odd}", StringComparison.Ordinal));
            case JsonArray parent when random.Next(6) == 0:
                parent.Insert(random.Next(parent.Count + 1), node.DeepClone());
                break;
            case null:
                return Encoding.UTF8.GetBytes(odd);
            default:
                node.ReplaceWith(JsonNode.Parse(mark));
                return Encoding.UTF8.GetBytes(root.ToJsonString().Replace(mark, odd, StringComparison.Ordinal));
        }

        return Encoding.UTF8.GetBytes(root.ToJsonString());
    }

    private static IEnumerable<JsonNode> Below(JsonNode node) => (node switch
    {
        JsonObject fields => fields.Select(field => field.Value),
        JsonArray items => items,
        _ => [],
    }).OfType<JsonNode>().SelectMany(Below).Prepend(node);
}
