using BatchAudit.Collecting;
using BatchAudit.History.Sqlite;
using CsCheck;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;

namespace BatchAudit.Tests.Collecting;

/// <summary>Whom the calls of a night serve: real runs over a real history, a night after the other, against a server in memory.</summary>
public sealed class FairnessTests
{
    /// <summary>What a batch of up to a thousand jobs may cost in a night.</summary>
    private const int CallsANight = 25;

    private static readonly string[] Fates = ["listed", "running", "lost", "lost", "lost", "failing", "alone", "spoiling", "dream"];

    [Fact]
    public async Task A_hundred_lost_jobs_are_all_asked_in_five_nights_and_over_after_five_more()
    {
        using var nights = new Nights(Enumerable.Repeat("lost", 100));

        for (var night = 1; night <= 5; night++)
        {
            await nights.PassAsync();
        }

        Assert.Equal(0, nights.Scalar("select count(*) from file_jobs where job_status = 'NOT_CHECKED'"));

        for (var night = 6; night <= 10; night++)
        {
            await nights.PassAsync();
        }

        Assert.Equal(100, nights.Scalar("select count(*) from job_gone"));
        Assert.Equal(new RunCounts(0, 0, 0, 0, 0, Held: 1, default), await nights.PassAsync() with { Calls = default });
    }

    [Fact]
    public async Task A_thousand_lost_jobs_are_not_listed_night_for_night()
    {
        using var nights = new Nights(Enumerable.Repeat("lost", 1000));

        for (var night = 1; night <= 45; night++)
        {
            await nights.PassAsync();
        }

        Assert.Equal(0, nights.Scalar("select count(*) from file_jobs where job_status = 'NOT_CHECKED'"));
    }

    [Fact]
    public async Task A_listing_that_was_out_of_order_one_night_makes_up_for_it_the_next()
    {
        using var nights = new Nights(Enumerable.Repeat("listed", 1000));
        nights.Source.Paging = _ => [[]];
        await nights.PassAsync();
        nights.Mend();

        await nights.PassAsync();

        Assert.Equal(1000, nights.Scalar("select count(*) from file_jobs where job_status = 'COMPLETED'"));
    }

    [Fact]
    public async Task A_job_that_comes_back_is_taken_as_it_is_and_one_that_two_nights_do_not_find_has_expired()
    {
        using var nights = new Nights(["lost", "lost"]);
        await nights.PassAsync(TimeSpan.FromHours(1));
        Assert.Equal(
            ["Not found once; it is asked again on another night.", "Not found once; it is asked again on another night."],
            nights.Texts("select message from findings where rule = 'JOB_NOT_FOUND'"));

        await nights.PassAsync();
        Assert.Equal(0, nights.Scalar("select count(*) from job_gone"));

        nights.Source.Knows("COMPLETED", ["pjb-0000"]);
        await nights.PassAsync();

        Assert.Equal(["COMPLETED", "NOT_FOUND"], nights.Texts("select job_status from file_jobs order by job_id"));
        Assert.Equal(
            ["Not found on two nights: the job has expired or was deleted."],
            nights.Texts("select message from findings where rule = 'JOB_NOT_FOUND'"));
        Assert.Equal(1, (await nights.PassAsync()).Held);
    }

    [Fact]
    public async Task A_waiting_run_asks_once_for_each_lost_job_and_ends()
    {
        using var nights = new Nights(Enumerable.Repeat("lost", 60));

        await nights.PassAsync(wait: true);

        Assert.Equal(60, nights.Alone.Count);
        Assert.Equal(60, nights.Alone.Distinct().Count());
    }

    [Fact]
    public async Task Whatever_the_mix_every_job_is_asked_within_as_many_nights_as_it_takes_to_call_each_alone() => await
        Gen.Int[0, Fates.Length - 1].Select(n => Fates[n]).List[1, 130].SampleAsync(
            async fates =>
            {
                using var nights = new Nights(fates);
                var ofTypes = fates.Count(fate => fate is not "dream");
                // Two types, each with its listings, and with one that looks again for what earlier ones left out.
                var listings = ((ofTypes + 49) / 50) + 1 + 2;
                var bound = (ofTypes + CallsANight - listings - 1) / (CallsANight - listings);

                for (var night = 0; night < bound; night++)
                {
                    var before = nights.Calls;
                    await nights.PassAsync();
                    Assert.InRange(nights.Calls - before, 0, CallsANight);
                }

                Assert.Empty(nights.Askable.Except(nights.Asked));
            },
            iter: 25);

    [Theory]
    [InlineData(false, 8)]
    [InlineData(true, 5)]
    public async Task A_deadline_that_is_hit_every_night_keeps_no_batch_out_for_ever(bool fails, int count)
    {
        using var nights = new Nights([]);
        var ids = Enumerable.Range(0, 9).Select(n => $"bat-{n}").ToList();
        var asked = new List<string>();
        ids.ForEach(id => nights.Source.With(id, [], status: "RUNNING"));
        nights.Source.OnCall = call =>
        {
            if (call.StartsWith("batch ", StringComparison.Ordinal))
            {
                asked.Add(call[6..]);
                nights.Time.Advance(TimeSpan.FromMinutes(10));

                if (fails)
                {
                    throw new AuditException(FailureKind.Unreachable, "It takes ten minutes to fail.");
                }
            }
        };

        for (var night = 0; night < count; night++)
        {
            await nights.PassAsync(deadline: TimeSpan.FromMinutes(15));
        }

        Assert.Equal(2 * count, asked.Count);
        Assert.Equal(ids, asked.Distinct());
    }

    private sealed class Nights : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("batch-audit-");
        private readonly Dictionary<string, string> _fates;

        public Nights(IEnumerable<string> fates)
        {
            Source = new FakeSource(Time);
            _fates = fates.Select((fate, n) => (Id: $"{(fate == "dream" ? "x" : n % 4 == 3 && n > 99 ? "ext" : "pjb")}-{n:0000}", fate)).ToDictionary(job => job.Id, job => job.fate);

            if (_fates.Count > 0)
            {
                Source.With("bat-1", _fates.Keys);
            }

            foreach (var (jobId, fate) in _fates)
            {
                Source.Knows(fate switch { "lost" or "failing" => "", "listed" => "COMPLETED", _ => "RUNNING" }, fate is "lost" or "failing" ? [] : [jobId]);
            }

            Source.OnCall = call =>
            {
                if (call.Split(' ') is [not "batch" and not "times", var jobId] && !jobId.Contains("..", StringComparison.Ordinal))
                {
                    Alone.Add(jobId);
                    Asked.Add(jobId);

                    if (_fates[jobId] == "failing")
                    {
                        throw new AuditException(FailureKind.Unreachable, "500 after 5 attempts.");
                    }
                }
            };
            Mend();
        }

        public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 5, 4, 2, 10, 0, TimeSpan.Zero));

        public FakeSource Source { get; }

        public List<string> Alone { get; } = [];

        public HashSet<string> Asked { get; } = [];

        public IEnumerable<string> Askable => _fates.Where(job => job.Value != "dream").Select(job => job.Key);

        public int Calls => Source.Log.Count(call => call.Contains("_v2 ", StringComparison.Ordinal) && !call.StartsWith("times", StringComparison.Ordinal));

        private string History => Path.Combine(_folder.FullName, "history.db");

        /// <summary>Listings work as they do.</summary>
        public void Mend() => Source.Paging = jobs =>
        {
            if (jobs.Any(job => _fates[job.JobId] == "spoiling"))
            {
                throw new AuditException(FailureKind.Unreachable, "One of the ids is too much for the server.");
            }

            var shown = jobs.Where(job => _fates[job.JobId] != "alone").ToList();
            Asked.UnionWith(shown.Select(job => job.JobId));
            return [shown];
        };

        public async Task<RunCounts> PassAsync(TimeSpan? later = null, TimeSpan? deadline = null, bool wait = false)
        {
            using var history = SqliteHistory.Open(History);
            using var interruption = new Interruption();
            var request = new CollectRequest
            {
                Selection = "all",
                ToolVersion = "1",
                BaseUrl = "https://llama.invalid",
                Concurrency = 1,
                WithoutFiles = true,
                Wait = wait,
                Polling = new Polling(TimeSpan.Zero, TimeSpan.Zero),
                Deadline = deadline,
            };
            var summary = await new CollectBatches(Source, history, Time).RunAsync(request, interruption);
            Time.Advance(later ?? TimeSpan.FromDays(1));
            return summary.Counts;
        }

        public long Scalar(string sql) => Ask(connection => connection.ExecuteScalar<long>(sql));

        public List<string> Texts(string sql) => Ask(connection => connection.Query<string>(sql).AsList());

        public void Dispose() => _folder.Delete(recursive: true);

        private T Ask<T>(Func<SqliteConnection, T> ask)
        {
            using var connection = new SqliteConnection($"Data Source={History};Mode=ReadOnly;Pooling=false");
            return ask(connection);
        }
    }
}
