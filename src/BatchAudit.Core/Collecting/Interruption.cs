namespace BatchAudit.Collecting;

/// <summary>Somebody outside wants the program to end: it finishes what it has in hand, and says so by its exit code.</summary>
public sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source = new();

    /// <summary>An exit code, and 0 while nobody asked: signals come on threads of their own, and one of them is the first.</summary>
    private int _code;

    public CancellationToken Token => _source.Token;

    /// <summary>Interrupted, Terminated or HungUp, whichever came first; null while nobody asked.</summary>
    public ExitCode? Code => Volatile.Read(ref _code) is var code and not 0 ? (ExitCode)code : null;

    /// <param name="beforeWorkHears">What is done of the first time only, and once another call already counts as the second.</param>
    /// <returns>Whether nobody had asked before.</returns>
    public bool Ask(ExitCode code, Action? beforeWorkHears = null)
    {
        if (Interlocked.CompareExchange(ref _code, (int)code, 0) != 0)
        {
            return false;
        }

        beforeWorkHears?.Invoke();
        _source.Cancel();
        return true;
    }

    public void Dispose() => _source.Dispose();
}
