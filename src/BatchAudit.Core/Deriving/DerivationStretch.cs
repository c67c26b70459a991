using System.Globalization;
using System.Text.RegularExpressions;

namespace BatchAudit.Deriving;

/// <summary>
/// By which version of the derivation facts were made, as the chain keeps it: the subject of an observation of our own. Histories
/// without such an observation were derived by version 1.
/// </summary>
/// <param name="Version">1, 2, 3 …; counted up when the same answers begin to make other facts.</param>
/// <param name="From">The first observation that was derived so; the stretch reaches to the next such record.</param>
public sealed partial record DerivationStretch(int Version, long From)
{
    /// <summary>What this program derives by.</summary>
    public const int Current = 1;

    /// <summary>What stands in the subject before the version.</summary>
    public const string Beginning = "derivation ";

    /// <exception cref="FormatException">It is no such subject.</exception>
    public static DerivationStretch Parse(string subject) =>
        Form().Match(subject) is { Success: true } match
        && int.TryParse(match.Groups["version"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
        && long.TryParse(match.Groups["from"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var from)
            ? new DerivationStretch(version, from)
            : throw new FormatException($"'{subject}' names no version of the derivation.");

    /// <returns>As it stands in the chain: <c>derivation 2 from 17</c>.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Beginning}{Version} from {From}");

    [GeneratedRegex("^derivation (?<version>[0-9]+) from (?<from>[0-9]+)$", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
