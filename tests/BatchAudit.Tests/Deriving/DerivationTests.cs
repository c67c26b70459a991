using BatchAudit.Collecting;
using BatchAudit.Deriving;
using BatchAudit.Tests.History.Model;
using CsCheck;
using static BatchAudit.Tests.Deriving.Answers;

namespace BatchAudit.Tests.Deriving;

/// <summary>What holds of every answer, whatever came before.</summary>
public sealed class DerivationTests
{
    private static readonly Gen<List<Observation>> AnySequence = AnyStep.Sequence.Select(steps =>
        steps.OfType<Answered>().SelectMany(step => step.Answers).Where(answer => answer is not FailureObservation).ToList());

    [Fact]
    public void An_answer_that_is_given_twice_changes_nothing_the_second_time() => ForEachAnswer((held, answer) =>
    {
        held.Observe<Changes>(answer);
        var again = held.Observe<Changes>(answer);

        Assert.False(again.IsNews);
        Assert.Empty(again.ErrorGroups);
        Assert.Empty(again.UnknownFields);
    });

    [Fact]
    public void Deriving_without_storing_leaves_no_trace() => ForEachAnswer((held, answer) =>
        Assert.Equal(Words(held.Derive<Changes>(answer)), Words(held.Observe<Changes>(answer))));

    [Fact]
    public void After_a_reliable_list_the_rows_held_are_those_listed() => ForEachAnswer((held, answer) =>
    {
        held.Observe<Changes>(answer);

        if (answer is BatchObservation { Snapshot: { ResultsState: ResultsState.Listed, Status: not BatchStatus.Failed } said })
        {
            Assert.Equal(Sorted(said.Results), Sorted(held.Batches[said.BatchId].FileResults.Select(version => version.Result)));
        }
    });

    [Fact]
    public void An_answer_without_a_reliable_list_takes_no_row_back() => ForEachAnswer((held, answer) =>
    {
        var before = answer is BatchObservation batch && held.Batches.TryGetValue(batch.Subject, out var known) ? known.FileResults.ToList() : [];
        held.Observe<Changes>(answer);

        if (answer is BatchObservation { Snapshot: { } said } && (said.Status == BatchStatus.Failed || said.ResultsState is not ResultsState.Listed))
        {
            Assert.Subset(held.Batches[said.BatchId].FileResults.ToHashSet(), before.ToHashSet());
        }
    });

    [Fact]
    public void A_failure_to_read_is_nothing_to_derive_from() =>
        Assert.Throws<NotSupportedException>(() => new FactsInMemory().Derive<Changes>(new FailureObservation
        {
            Kind = ObservationKind.Failure,
            Subject = BatchId,
            ObservedAt = default,
            Payload = null,
            BatchId = BatchId,
            Reason = FailureKind.BadAnswer,
            Message = "The answer is no JSON.",
        }));

    private static void ForEachAnswer(Action<FactsInMemory, Observation> check) => AnySequence.Sample(
        answers =>
        {
            var held = new FactsInMemory();

            // A run asks for a batch before it asks for its jobs.
            foreach (var answer in answers.Where(answer => answer is not JobsObservation jobs || held.Batches.ContainsKey(jobs.BatchId)))
            {
                check(held, answer);
            }
        },
        iter: 500);

    private static IEnumerable<string> Sorted(IEnumerable<FileResult> results) => results.Select(result => result.ToString()).Order(StringComparer.Ordinal);

    private static string Words(Changes changes) => string.Join('\n', [
        changes.ToString(),
        .. changes.ErrorGroups.Select(group => group.ToString()),
        .. changes.UnknownFields,
        .. changes.UnreadableTimes.Select(change => change.ToString()),
        .. changes switch
        {
            BatchChanges batch => batch.FileResults.Select(change => change.ToString()),
            JobChanges jobs => [.. jobs.Jobs.Select(change => change.ToString()), .. jobs.NotFound],
            JobTimesChanges times => times.Jobs.Select(change => change.ToString()),
            DirectoryChanges directory => directory.Files.Select(change => change.ToString()),
            _ => throw new ArgumentOutOfRangeException(nameof(changes)),
        },
    ]);
}
