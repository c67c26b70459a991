using System.Collections.Immutable;
using ClosedXML.Excel;

namespace BatchAudit.Reports.Workbook;

/// <summary>The fill behind a word that has a <see cref="WordTone"/>, and the colour of its letters.</summary>
/// <param name="Fill">As ARGB, such as <c>#FFC6EFCE</c>.</param>
internal sealed record WordFill(string Fill, string Font, ImmutableArray<string> Words)
{
    public static WordFill Good { get; } = new("#FFC6EFCE", "#FF0B5B1E", WordTone.Good.Words);

    public static WordFill Bad { get; } = new("#FFFFC7CE", "#FF9C0006", WordTone.Bad.Words);

    /// <summary>One rule for two tones: a spreadsheet has no signs to tell them apart by.</summary>
    public static WordFill Open { get; } = new("#FFFFEB9C", "#FF7A4B00", [.. WordTone.Wait.Words, .. WordTone.Warn.Words]);

    public static WordFill Idle { get; } = new("#FFE4E4E7", "#FF3F3F46", WordTone.Idle.Words);

    public static ImmutableArray<WordFill> All { get; } = [Good, Bad, Open, Idle];

    public static void Apply(IXLRange column)
    {
        var cell = column.FirstCell().Address;

        foreach (var rule in All)
        {
            var style = column.AddConditionalFormat().WhenIsTrue($"OR({string.Join(",", rule.Words.Select(word => $"{cell}=\"{word}\""))})");
            style.Fill.BackgroundColor = XLColor.FromHtml(rule.Fill);
            style.Font.FontColor = XLColor.FromHtml(rule.Font);
        }
    }
}
