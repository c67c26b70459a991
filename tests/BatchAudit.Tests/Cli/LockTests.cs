using System.Globalization;

namespace BatchAudit.Tests.Cli;

/// <summary>The lock belongs to a process, whatever becomes of it.</summary>
public sealed class LockTests
{
    /// <summary>The answer for bat-slow never comes, so whoever asks for it holds the lock.</summary>
    private const string OneSlow = """
        {
          "start": "2026-05-04T22:00:00Z",
          "batches": [ { "id": "bat-1", "files": 1 }, { "id": "bat-slow", "files": 1 } ],
          "faults": [ { "match": "*bat-slow", "delay": "01:00:00" } ],
        }
        """;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_lock_of_a_killed_run_is_free_and_the_next_run_tells_of_the_one_that_died()
    {
        var clock = new TellingClock(requests: 1);
        await using var program = await BuiltProgram.AgainstAsync(OneSlow, time: clock);
        using var holder = program.Begin("collect", "bat-slow");
        await clock.Asked.WaitAsync(Cancelled);
        holder.Kill();
        await BuiltProgram.EndAsync(holder);
        Assert.Equal(["UNFINISHED"], program.Query<string>("select state from runs"));

        var ended = (await program.RunAsync("collect", "bat-1")).With(ExitCode.Done);

        Assert.Matches("^Run 1 of 20[0-9T:.-]*Z never ended: it was killed, or its machine stopped\\. What it had stored is kept\\.\n", ended.Error);
        Assert.Equal(["DIED", "COMPLETE"], program.Query<string>("select state from runs order by run_id"));
        Assert.DoesNotContain("never ended", (await program.RunAsync("collect", "bat-1")).With(ExitCode.Done).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stopped_run_holds_the_lock_and_is_named_to_who_waits_in_vain()
    {
        var clock = new TellingClock(requests: 1);
        await using var program = await BuiltProgram.AgainstAsync(OneSlow, time: clock);
        using var holder = program.Begin("collect", "bat-slow");
        await clock.Asked.WaitAsync(Cancelled);
        await BuiltProgram.SignalAsync(holder, "STOP");

        var ended = (await program.RunAsync("collect", "bat-1", "--lock-wait", "0.3s")).With(ExitCode.Locked);

        Assert.Contains("Another run is writing to 'batch-audit.db'. Waiting for it to finish.\n", ended.Error, StringComparison.Ordinal);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"It is process {holder.Id}; --lock-wait waits for it."), ended.Error, StringComparison.Ordinal);
        Assert.Equal(1, program.Scalar<long>("select count(*) from run"));
        holder.Kill();
        await BuiltProgram.EndAsync(holder);
    }

    [Fact]
    public async Task Who_waits_gets_the_lock_as_soon_as_it_is_free()
    {
        var clock = new TellingClock(requests: 1);
        await using var program = await BuiltProgram.AgainstAsync(OneSlow, time: clock);
        using var holder = program.Begin("collect", "bat-slow");
        await clock.Asked.WaitAsync(Cancelled);
        using var waiter = program.Begin("collect", "bat-1", "--lock-wait", "1h");
        Assert.Contains("Waiting for it to finish.", await waiter.StandardError.ReadLineAsync(Cancelled), StringComparison.Ordinal);

        await BuiltProgram.SignalAsync(holder, "TERM");

        (await BuiltProgram.EndAsync(holder)).With(ExitCode.Terminated);
        (await BuiltProgram.EndAsync(waiter)).With(ExitCode.Done);
        Assert.Equal(["143", "0"], program.Query<string>("select cast(exit_code as text) from run_end order by run_id"));
        Assert.DoesNotContain("batch-audit.db.lock.holder", program.Files);
    }

    [Fact]
    public async Task The_wait_for_the_lock_ends_at_the_deadline_and_at_a_signal()
    {
        var clock = new TellingClock(requests: 1);
        await using var program = await BuiltProgram.AgainstAsync(OneSlow, time: clock);
        using var holder = program.Begin("collect", "bat-slow");
        await clock.Asked.WaitAsync(Cancelled);

        (await program.RunAsync("collect", "bat-1", "--lock-wait", "1h", "--deadline", "0.3s")).With(ExitCode.Locked);

        using var waiter = program.Begin("collect", "bat-1", "--lock-wait", "1h");
        await waiter.StandardError.ReadLineAsync(Cancelled);
        await BuiltProgram.SignalAsync(waiter, "INT");
        (await BuiltProgram.EndAsync(waiter)).With(ExitCode.Interrupted);
        holder.Kill();
        await BuiltProgram.EndAsync(holder);
    }
}
