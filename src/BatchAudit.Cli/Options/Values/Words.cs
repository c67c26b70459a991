using System.CommandLine.Parsing;

namespace BatchAudit.Cli.Options.Values;

/// <summary>Words separated by commas, out of those that are known.</summary>
internal static class Words
{
    public static string[] Of(IEnumerable<string> values) =>
        [.. values.SelectMany(value => value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];

    /// <param name="known">In upper case: words that may be given in any case.</param>
    /// <param name="thing">What such a word names.</param>
    public static void Check(CommandResult result, IEnumerable<string>? given, IReadOnlyCollection<string> known, string thing)
    {
        foreach (var word in Unknown(given ?? [], known))
        {
            result.AddError($"There is no {thing} '{word}'. Choose from {string.Join(", ", known)}.");
        }
    }

    public static IEnumerable<string> Unknown(IEnumerable<string> given, IReadOnlyCollection<string> known) =>
        given.Where(word => !known.Contains(word) && !known.Contains(word.ToUpperInvariant()));
}
