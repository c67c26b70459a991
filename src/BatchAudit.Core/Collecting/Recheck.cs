namespace BatchAudit.Collecting;

/// <summary>How much of what is held completely a run reads again: <paramref name="Share"/> of every <paramref name="Of"/> batches.</summary>
/// <param name="Of">At least 1.</param>
public sealed record Recheck(int Share, int Of)
{
    /// <summary>Rounded up, so that <c>Of / Share</c> runs, rounded up, are enough for all.</summary>
    public int PartOf(int count) => (int)Math.Min(count, (((long)count * Share) + Of - 1) / Of);
}
