namespace BatchAudit.Collecting;

/// <summary>Somebody outside wants the program to end: it finishes what it has in hand, and says so by its exit code.</summary>
public sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source = new();

    public CancellationToken Token => _source.Token;

    /// <summary>Interrupted, Terminated or HungUp, whichever came first; null while nobody asked.</summary>
    public ExitCode? Code { get; private set; }

    public void Ask(ExitCode code)
    {
        Code ??= code;
        _source.Cancel();
    }

    public void Dispose() => _source.Dispose();
}
