using System.Globalization;
using System.Text;

namespace BatchAudit.LlamaCloud.Transport;

/// <summary>A query string. What is null is left out: sent empty, an id could be refused (contract, section 1.1).</summary>
internal sealed class Query
{
    // Every digit, for a bound that was rounded down would no longer include what it names.
    private const string Instant = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'";

    private readonly StringBuilder _text = new();

    public Query Add(string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            _text.Append(_text.Length == 0 ? '?' : '&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
        }

        return this;
    }

    /// <summary>Repeats the key: no brackets, no commas.</summary>
    public Query Add(string name, IEnumerable<string> values)
    {
        foreach (var value in values)
        {
            Add(name, value);
        }

        return this;
    }

    public Query Add(string name, int? value) => Add(name, value?.ToString(CultureInfo.InvariantCulture));

    public Query Add(string name, DateTimeOffset? value) =>
        Add(name, value?.UtcDateTime.ToString(Instant, CultureInfo.InvariantCulture));

    /// <summary>The same query with one more value; this one stays as it is.</summary>
    public Query With(string name, string? value)
    {
        var longer = new Query();
        longer._text.Append(_text);
        return longer.Add(name, value);
    }

    public override string ToString() => _text.ToString();
}
