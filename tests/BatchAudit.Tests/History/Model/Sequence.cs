using BatchAudit.Collecting;

namespace BatchAudit.Tests.History.Model;

/// <summary>Plays steps to a history and to the model, and holds the views of the one against the other.</summary>
internal sealed class Sequence(ReusedHistory history)
{
    private readonly List<Told> _told = [];
    private DateTimeOffset _clock = AnyStep.Start;
    private long _runId;

    /// <summary>Every view after every step; for every fourth sequence, also over an earlier horizon.</summary>
    /// <returns>All that the history was told.</returns>
    public Past Play(IReadOnlyList<Step> steps)
    {
        history.Erase();
        BeginRun();

        foreach (var step in steps)
        {
            Take(step);
            Compare(history.Now, new Past(_told));
        }

        var chance = steps.Sum(step => step.Hours);

        if (chance % 4 == 0)
        {
            var horizon = 1 + (chance / 4 % _told.Count);
            history.Earlier.MoveHorizon(horizon);
            Compare(history.Earlier, new Past(_told).AsOf(horizon));
        }

        return new Past(_told);
    }

    private static void Compare(ViewReader views, Past past)
    {
        foreach (var view in NaiveView.All)
        {
            var expected = view.Rows(past).Order(StringComparer.Ordinal).ToList();
            var actual = views.Read(view);

            if (!expected.SequenceEqual(actual))
            {
                Assert.Equal(expected.Prepend(view.Name), actual.Prepend(view.Name));
            }
        }
    }

    private void Take(Step step)
    {
        _clock = _clock.AddHours(step.Hours);

        switch (step)
        {
            case Answered answered:
                Append([.. answered.ComeAt(_clock)]);
                break;
            case NextRun run:
                EndRun(run);
                BeginRun();
                break;
        }
    }

    private void BeginRun()
    {
        // Every third run is a webhook's, which is no run of a schedule.
        var start = new RunStart(_clock, "1.0.0", "https://example.test", _runId % 3 == 2 ? "webhook bat-1" : "--all");
        _runId = history.BeginRun(start);
        Tell(new RunBegun(_runId, start));
    }

    private void EndRun(NextRun run)
    {
        if (run.Counts is { } counts)
        {
            history.EndRun(_runId, _clock, counts, run.ExitCode);
            Tell(new RunEnded(_runId, counts, run.ExitCode));
        }
    }

    private void Append(IReadOnlyList<Observation> answers)
    {
        // The program asks for jobs only of batches that it has read.
        var known = _told.Select(one => one.What).Concat(answers).OfType<BatchObservation>().Select(batch => batch.Subject).ToHashSet();
        var come = answers.Where(answer => answer is not JobsObservation jobs || known.Contains(jobs.BatchId)).ToList();

        history.Append(_runId, come);
        come.ForEach(answer => Tell(answer is JobsObservation jobs ? jobs with { Jobs = [.. jobs.Jobs.Where(job => IsNamed(jobs.BatchId, job.JobId))] } : answer));
    }

    /// <summary>Whether the batch's results name the job, or did: of other jobs an answer says nothing.</summary>
    private bool IsNamed(string batchId, string jobId) =>
        new Past(_told).Batches.First(batch => batch.Id == batchId).Spans.Any(row => row.Said.JobId == jobId);

    private void Tell(object what) => _told.Add(new Told(_told.Count + 1, _clock, what));
}
