namespace BatchAudit.Reports.Workbook.Summary;

/// <summary>The so many largest of a stream; of equals those that came first.</summary>
internal sealed class TopN<T>(int most)
{
    private readonly PriorityQueue<T, (double Size, long Before)> _kept = new();

    /// <summary>How many were offered.</summary>
    public long Seen { get; private set; }

    public void Offer(T candidate, double size)
    {
        Seen++;

        if (_kept.Count < most)
        {
            _kept.Enqueue(candidate, (size, -Seen));
        }
        else
        {
            _kept.EnqueueDequeue(candidate, (size, -Seen));
        }
    }

    public IReadOnlyList<T> LargestFirst() =>
        [.. _kept.UnorderedItems.OrderByDescending(kept => kept.Priority).Select(kept => kept.Element)];
}
