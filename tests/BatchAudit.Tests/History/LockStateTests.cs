using BatchAudit.History.Sqlite;
using BatchAudit.Tests.Files;

namespace BatchAudit.Tests.History;

public sealed class LockStateTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.File("h.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Monitors_that_look_all_the_time_are_never_in_a_runs_way()
    {
        using var stop = new CancellationTokenSource();
        SqliteHistory.Open(Path).Dispose();
        var monitors = Enumerable.Range(0, 2).Select(_ => Task.Run(() =>
        {
            var looks = 0;

            while (!stop.IsCancellationRequested)
            {
                LockState.Of(Path);
                looks++;
            }

            return looks;
        })).ToArray();

        for (var run = 0; run < 50; run++)
        {
            using var history = SqliteHistory.Open(Path);
            Assert.True(LockState.Of(Path).IsHeld);
        }

        await stop.CancelAsync();
        Assert.All(await Task.WhenAll(monitors), looks => Assert.True(looks > 0));
        Assert.False(LockState.Of(Path).IsHeld);
    }

    [Fact]
    public void A_lock_that_is_held_says_by_whom_and_one_that_was_let_go_leaves_only_itself()
    {
        using (SqliteHistory.Open(Path))
        {
            Assert.Equal(new LockState(true, Environment.ProcessId), LockState.Of(Path));
        }

        Assert.Equal(new LockState(false, null), LockState.Of(Path));
        Assert.Equal(["h.db", "h.db.lock"], _folder.Names);
    }

    [Fact]
    public void What_a_killed_run_left_is_no_lock()
    {
        SqliteHistory.Open(Path).Dispose();
        File.WriteAllText(Path + ".lock.holder", "4711");
        File.WriteAllText(Path + ".lock.held", "");

        Assert.Equal(new LockState(false, null), LockState.Of(Path));
        SqliteHistory.Open(Path).Dispose();
        Assert.Equal(["h.db", "h.db.lock"], _folder.Names);
    }
}
