namespace BatchAudit.Deriving;

/// <summary>
/// Times that the server sent and that are none. Unlike the facts beside them they are taken back: once an answer sends a time there,
/// or nothing, the server's word is that.
/// </summary>
internal static class UnreadableTimeDerivation
{
    /// <param name="said">All that the answer has of this owner, each field once.</param>
    public static IReadOnlyList<VersionChange<UnreadableTimeVersion>> Derive(
        long seq, TimeOwner owner, IReadOnlyList<UnreadableTime> said, IReadOnlyList<UnreadableTimeVersion> held) =>
        said.Count == 0 && held.Count == 0 ? [] : Compare(seq, owner, said, held);

    private static List<VersionChange<UnreadableTimeVersion>> Compare(
        long seq, TimeOwner owner, IReadOnlyList<UnreadableTime> said, IReadOnlyList<UnreadableTimeVersion> held)
    {
        var changes = new List<VersionChange<UnreadableTimeVersion>>();

        foreach (var time in said)
        {
            var known = held.FirstOrDefault(version => version.Time.Field == time.Field);

            if (known?.Time != time)
            {
                changes.Add(new(known, new UnreadableTimeVersion(seq, owner, time)));
            }
        }

        foreach (var gone in held.Where(version => !said.Any(time => time.Field == version.Time.Field)))
        {
            changes.Add(new(gone, null));
        }

        return changes;
    }
}
