using Microsoft.Extensions.Time.Testing;

namespace BatchAudit.Tests.Cli;

/// <summary>The emulator looks at its clock for every request, so the clock can tell when the program has come how far.</summary>
internal sealed class TellingClock(int requests) : FakeTimeProvider(BuiltProgram.Start)
{
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _looks;

    public Task Asked => _asked.Task;

    public override DateTimeOffset GetUtcNow()
    {
        if (Interlocked.Increment(ref _looks) == requests)
        {
            _asked.SetResult();
        }

        return base.GetUtcNow();
    }
}
