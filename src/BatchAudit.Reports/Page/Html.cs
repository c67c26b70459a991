using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace BatchAudit.Reports.Page;

/// <summary>Text as the page's own HTML holds it.</summary>
internal static class Html
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static string Text(string text) => Encoder.Encode(text);

    public static string Number(long number) => number.ToString("#,##0", CultureInfo.InvariantCulture);

    /// <summary>A difference with its sign, said in words to those who hear it; nothing for null, no difference, or nothing to compare with.</summary>
    public static string Difference(long? difference) => difference switch
    {
        null or 0 => "",
        > 0 => $"<span class=\"delta\"><span class=\"unseen\">up by </span>+{Number(difference.Value)}</span>",
        _ => $"<span class=\"delta\"><span class=\"unseen\">down by </span>−{Number(-difference.Value)}</span>",
    };

    /// <summary>A word from the history, such as an outcome, with the class by which its tone is coloured.</summary>
    public static string Word(string word) => $"<span class=\"word\" data-word=\"{Text(word)}\">{Text(word)}</span>";

    /// <summary>A place in the page: a table, and the one value it is to show.</summary>
    public static string Address(string report, string column, string value) =>
        Text($"#{report}?{column}={Uri.EscapeDataString(value)}");
}
