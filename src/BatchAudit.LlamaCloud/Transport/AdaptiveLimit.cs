namespace BatchAudit.LlamaCloud.Transport;

/// <summary>
/// How many requests may be under way at once: halved when the server says that it is too many, one more after as many
/// successes as the limit of the moment.
/// </summary>
internal sealed class AdaptiveLimit(int ceiling) : IDisposable
{
    private readonly int _ceiling = ceiling;
    private readonly SemaphoreSlim _slots = new(ceiling);
    private readonly Lock _gate = new();
    private int _current = ceiling;
    private int _owed;
    private int _successes;
    private int _era;

    public int Current => Volatile.Read(ref _current);

    /// <returns>The era the slot was taken in, for <see cref="Throttled"/>.</returns>
    public async Task<int> EnterAsync(CancellationToken cancellationToken)
    {
        await _slots.WaitAsync(cancellationToken);
        return Volatile.Read(ref _era);
    }

    public void Leave()
    {
        lock (_gate)
        {
            GiveBack();
        }
    }

    public void Succeeded()
    {
        lock (_gate)
        {
            if (_current < _ceiling && ++_successes >= _current)
            {
                _successes = 0;
                _current++;
                GiveBack();
            }
        }
    }

    /// <summary>
    /// Halves the limit, once for all the requests that were under way together: eight refused at once say the same as one.
    /// </summary>
    public void Throttled(int era)
    {
        lock (_gate)
        {
            if (era != _era)
            {
                return;
            }

            _era++;
            _successes = 0;
            var halved = Math.Max(1, _current / 2);
            _owed += _current - halved;
            _current = halved;

            while (_owed > 0 && _slots.Wait(0))
            {
                _owed--;
            }
        }
    }

    public void Dispose() => _slots.Dispose();

    /// <summary>A slot that the limit has lost meanwhile is not given back.</summary>
    private void GiveBack()
    {
        if (_owed > 0)
        {
            _owed--;
        }
        else
        {
            _slots.Release();
        }
    }
}
