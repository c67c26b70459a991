using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;

namespace BatchAudit.Tests.Cli;

/// <summary>Runs are killed at random instants, and run again until one gets to its end.</summary>
public sealed class CrashTests(ITestOutputHelper output)
{
    private const string Scenario = """
        {
          "start": "2026-05-04T22:00:00Z",
          "batches": [
            { "count": 15, "files": 5, "rates": { "mapping_error": 0.1, "job_failed": 0.1 } },
            { "count": 5, "files": 3, "job_type": "extract_v2" },
          ],
        }
        """;

    private static readonly int Crashes =
        int.TryParse(Environment.GetEnvironmentVariable("BATCH_AUDIT_TEST_CRASHES"), CultureInfo.InvariantCulture, out var crashes) ? crashes : 24;

    /// <summary>What the history says in the end, but for when, and by which observation, it learned it.</summary>
    private static readonly string[] Sayings =
    [
        "select batch_id || '|' || batch_status || '|' || source_directory_file_id || '|' || coalesce(file_name, '-') || '|' || coalesce(job_id, '-') || '|' || mapping || '|' || coalesce(job_status, '-') || '|' || outcome || '|' || coalesce(error_group, '-') || '|' || coalesce(job_finished_at, '-') from file_jobs order by 1",
        "select batch_id || '|' || status || '|' || listed || '|' || files_in_directory || '|' || matched || '|' || unaccounted || '|' || jobs_ok || '|' || jobs_failed || '|' || jobs_unchecked || '|' || drift_events from batches order by 1",
        "select rule || '|' || coalesce(batch_id, '-') || '|' || coalesce(source_directory_file_id, '-') || '|' || message from findings order by 1",
    ];

    [Fact]
    public async Task A_killed_run_leaves_whole_observations_and_the_runs_after_it_come_to_the_same_truth()
    {
        var seed = Environment.TickCount;
        output.WriteLine(FormattableString.Invariant($"seed {seed}"));
        var random = new Random(seed);
        var clock = new CountingClock();
        await using var program = await BuiltProgram.AgainstAsync(Scenario, time: clock);
        (await program.RunAsync("collect", "--all", "--history", "undisturbed.db")).With(ExitCode.Done);
        var requests = clock.Looks;
        var expected = Say(program, "undisturbed.db");
        Assert.Equal(90, expected[0].Length);

        var kills = 0;

        for (var life = 0; kills < Crashes; life++)
        {
            var name = FormattableString.Invariant($"life-{life}.db");

            while (await IsKilledAsync(program, clock, name, random.Next(1, requests)))
            {
                kills++;
                AssertWhole(program, name);
            }

            Assert.Equal(expected, Say(program, name));
            (await program.RunAsync("verify", "--history", name)).With(ExitCode.Done);
        }

        Assert.True(kills >= Crashes);
    }

    /// <returns>False when the run came to its end before it had made that many requests.</returns>
    private static async Task<bool> IsKilledAsync(BuiltProgram program, CountingClock clock, string name, int requests)
    {
        var instant = clock.AfterAsync(requests);
        using var process = program.Begin("collect", "--all", "--history", name);
        var end = process.WaitForExitAsync(TestContext.Current.CancellationToken);
        await Task.WhenAny(instant, end);
        process.Kill();
        var ended = await BuiltProgram.EndAsync(process);
        Assert.True(ended.ExitCode is 0 or 137, ended.Error);
        return ended.ExitCode != 0;
    }

    private static void AssertWhole(BuiltProgram program, string name)
    {
        if (!File.Exists(program.File(name)))
        {
            return;
        }

        using var connection = Connect(program, name);
        Assert.Equal("ok", connection.ExecuteScalar<string>("pragma integrity_check"));
        Assert.Empty(connection.Query("pragma foreign_key_check"));
        Assert.Equal(0, connection.ExecuteScalar<long>("select coalesce(max(seq), 0) - count(*) from observation"));
        Assert.Equal(
            connection.ExecuteScalar<long>("select count(*) from observation where kind = 'batch'"),
            connection.ExecuteScalar<long>("select count(*) from batch_snapshot"));
        Assert.Equal(0, connection.ExecuteScalar<long>(
            "select count(*) from batch_now b where b.listed is distinct from (select count(*) from file_result r where r.batch_key = b.batch_key and r.until_seq is null)"));
        Assert.Equal(0, connection.ExecuteScalar<long>("select count(*) from observation o where payload_sha256 is not null and not exists (select 1 from payload p where p.sha256 = o.payload_sha256)"));
    }

    private static string[][] Say(BuiltProgram program, string name)
    {
        using var connection = Connect(program, name);
        return [.. Sayings.Select(sql => connection.Query<string>(sql).ToArray())];
    }

    private static SqliteConnection Connect(BuiltProgram program, string name)
    {
        var connection = new SqliteConnection($"Data Source={program.File(name)};Pooling=false");
        connection.Open();
        return connection;
    }

    /// <summary>Stands still, and tells after how many looks of the emulator, which takes one per request at least.</summary>
    private sealed class CountingClock() : FakeTimeProvider(BuiltProgram.Start)
    {
        private readonly Lock _turn = new();
        private TaskCompletionSource _instant = new();
        private int _due = int.MaxValue;

        public int Looks { get; private set; }

        public Task AfterAsync(int looks)
        {
            lock (_turn)
            {
                _due = Looks + looks;
                _instant = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                return _instant.Task;
            }
        }

        public override DateTimeOffset GetUtcNow()
        {
            lock (_turn)
            {
                if (++Looks == _due)
                {
                    _instant.TrySetResult();
                }
            }

            return base.GetUtcNow();
        }
    }
}
