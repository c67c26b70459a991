using System.Threading.Channels;

namespace BatchAudit.Listening;

/// <summary>
/// Batches that are to be read because of a notice, in the order in which the notices came. A batch that waits already is not
/// queued once more: it will be read after both notices. Notices are added from any thread, and taken by one.
/// </summary>
public sealed class NoticeQueue
{
    /// <summary>Batches that wait, and event ids that are remembered, at most: a few megabytes.</summary>
    public const int Capacity = 10_000;

    private readonly Channel<string> _batches = Channel.CreateUnbounded<string>(new UnboundedChannelOptions { SingleReader = true });
    private readonly HashSet<string> _waiting = new(StringComparer.Ordinal);
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly Queue<string> _knownInOrder = new();
    private readonly Lock _turn = new();
    private bool _closed;

    public NoticeFate Add(BatchNotice notice)
    {
        lock (_turn)
        {
            if (notice.EventId is { } known && _known.Contains(known))
            {
                return NoticeFate.Repeated;
            }

            if (_closed || (_waiting.Count == Capacity && !_waiting.Contains(notice.BatchId)))
            {
                return NoticeFate.Refused;
            }

            if (_waiting.Add(notice.BatchId))
            {
                _batches.Writer.TryWrite(notice.BatchId);
            }

            Remember(notice.EventId);
            return NoticeFate.Queued;
        }
    }

    /// <summary>From now on every notice is refused; those that wait can still be taken.</summary>
    public void Close()
    {
        lock (_turn)
        {
            _closed = true;
            _batches.Writer.TryComplete();
        }
    }

    /// <returns>True as soon as a batch waits; false when none does and none will.</returns>
    public ValueTask<bool> WaitAsync(CancellationToken cancellationToken) => _batches.Reader.WaitToReadAsync(cancellationToken);

    /// <returns>The batches that have waited longest, each once, in order; none when none waits.</returns>
    public IReadOnlyList<string> Take(int most)
    {
        var taken = new List<string>();

        lock (_turn)
        {
            while (taken.Count < most && _batches.Reader.TryRead(out var batchId))
            {
                // From here on it may be read too soon for the next notice, which therefore queues it again.
                _waiting.Remove(batchId);
                taken.Add(batchId);
            }
        }

        return taken;
    }

    private void Remember(string? eventId)
    {
        if (eventId is null)
        {
            return;
        }

        if (_known.Count == Capacity)
        {
            _known.Remove(_knownInOrder.Dequeue());
        }

        _known.Add(eventId);
        _knownInOrder.Enqueue(eventId);
    }
}
