using BatchAudit.Deriving;

namespace BatchAudit.History.Integrity;

/// <summary>What a history's chain says of how its facts were derived.</summary>
internal sealed class DerivationRecords
{
    private const int First = 1;

    /// <summary>The newest first.</summary>
    private readonly List<DerivationStretch> _stretches;

    /// <param name="subjects">Of the records, the newest first.</param>
    /// <exception cref="FormatException">A record says nothing that this program understands.</exception>
    public DerivationRecords(IEnumerable<string> subjects) => _stretches = [.. subjects.Select(DerivationStretch.Parse)];

    /// <summary>What the newest facts were derived by.</summary>
    public int Newest => _stretches.Count > 0 ? _stretches[0].Version : First;

    /// <returns>The version by which the facts of an observation were made.</returns>
    public int VersionOf(long seq) => _stretches.Find(stretch => stretch.From <= seq)?.Version ?? First;

    /// <summary>Whether all facts were made by this version.</summary>
    public bool IsAll(int version)
    {
        // A stretch from the first observation on hides those before it.
        var whole = _stretches.FindIndex(stretch => stretch.From <= 1);
        var told = whole < 0 ? _stretches : _stretches.GetRange(0, whole + 1);
        return told.TrueForAll(stretch => stretch.Version == version) && (whole >= 0 || version == First);
    }
}
