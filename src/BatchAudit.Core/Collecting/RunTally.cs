namespace BatchAudit.Collecting;

/// <summary>Where each batch of a run stands. Told by the one that stores; read by nobody else before the run's end.</summary>
internal sealed class RunTally(bool wait, IProgress<CollectProgress>? progress)
{
    /// <summary>How often in a row a batch may fail to be read before a waiting run gives it up.</summary>
    private const int Patience = 3;

    private readonly HashSet<string> _due = new(StringComparer.Ordinal);
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);
    private readonly HashSet<string> _changed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FailedBatch> _failures = new(StringComparer.Ordinal);
    private readonly HashSet<string> _unsettled = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _misses = new(StringComparer.Ordinal);
    private long _held;
    private bool _answered;

    /// <summary>Due batches that were not asked for yet, or of which asking again may bring more.</summary>
    public IReadOnlyCollection<string> Unsettled => _unsettled;

    public IReadOnlyList<FailedBatch> Failures => [.. _failures.Values.OrderBy(failed => failed.BatchId, StringComparer.Ordinal)];

    /// <summary>A failure that ends the whole run. Set from any thread.</summary>
    public AuditException? Fatal { get; set; }

    public void Plan(SelectedBatches selected)
    {
        _held = selected.Held;
        _due.UnionWith(selected.Due);
        _unsettled.UnionWith(_due);
        Report(null);
    }

    /// <param name="changed">Whether anything of it was new.</param>
    public void Stored(BatchReading reading, bool changed)
    {
        _answered |= reading.Answered;

        if (changed)
        {
            _changed.Add(reading.BatchId);
        }

        if (reading.Failure is { } failure)
        {
            // Whatever else was answered is stored, but who relies on this batch has to know that it is not all.
            _read.Remove(reading.BatchId);
            _failures[reading.BatchId] = new FailedBatch(reading.BatchId, failure.Reason, failure.Message);
            Settle(reading.BatchId, failure.Reason);
        }
        else
        {
            _read.Add(reading.BatchId);
            _failures.Remove(reading.BatchId);
            _misses.Remove(reading.BatchId);

            if (reading.Settled)
            {
                _unsettled.Remove(reading.BatchId);
            }
        }

        Report(reading.BatchId);
    }

    public RunCounts Counts(CallCount calls) => new(
        Due: _due.Count,
        Read: _read.Count,
        Unchanged: _read.Count - _read.Count(_changed.Contains),
        Failed: _failures.Count,
        LeftOver: _due.Count - _read.Count - _failures.Count,
        Held: _held,
        Calls: calls);

    /// <summary>If several apply, the least trustworthy wins.</summary>
    public ExitCode ExitCode(AuditException? endedBy)
    {
        if (endedBy is not null)
        {
            return ExitCodes.Of(endedBy.Kind);
        }

        if (_failures.Count == 0)
        {
            return BatchAudit.ExitCode.Done;
        }

        // Nothing at all was answered: that is no matter of single batches.
        return !_answered && _failures.Count == _due.Count && _failures.Values.All(failed => failed.Reason is FailureKind.Unreachable)
            ? BatchAudit.ExitCode.Unreachable
            : BatchAudit.ExitCode.Partial;
    }

    /// <summary>What is unreachable or garbled now may answer the next time a waiting run asks; what is missing or forbidden will not.</summary>
    private void Settle(string batchId, FailureKind reason)
    {
        var misses = _misses[batchId] = _misses.GetValueOrDefault(batchId) + 1;

        if (!wait || reason is FailureKind.NotFound or FailureKind.Unauthorized || misses == Patience)
        {
            _unsettled.Remove(batchId);
        }
    }

    private void Report(string? batchId) =>
        progress?.Report(new CollectProgress(_due.Count, _read.Count, _failures.Count, _held, batchId)
        {
            LastFailure = batchId is null ? null : _failures.GetValueOrDefault(batchId),
        });
}
