using System.Globalization;
using System.Text;
using BatchAudit.Collecting;

namespace BatchAudit.Tests.History.Model;

/// <summary>One thing that happens, some hours after the one before.</summary>
internal abstract record Step(int Hours);

/// <summary>Answers come, and are stored together. Their instant and bytes are made when they do.</summary>
internal sealed record Answered(int Hours, IReadOnlyList<Observation> Answers) : Step(Hours)
{
    public IEnumerable<Observation> ComeAt(DateTimeOffset at) => Answers.Select(answer =>
        answer with { ObservedAt = at, Payload = Payload.Pack(Encoding.UTF8.GetBytes(answer.Kind + Words(answer))) });

    public override string ToString() => string.Join('\n', Answers.Select(answer =>
        string.Create(CultureInfo.InvariantCulture, $"+{Hours} h {answer.Kind} {answer.Subject}: {Words(answer)}")));

    private static string Words(Observation answer) => answer switch
    {
        BatchObservation { Snapshot: var said } => $"{said} [{string.Join(", ", said.Results)}] [{string.Join(", ", said.UnknownFields)}] {Words(said.UnreadableTimes)}",
        JobsObservation jobs => string.Join(", ", jobs.Jobs.Select(job => $"{job} {Words(job.UnreadableTimes)}")),
        JobTimesObservation times => string.Join(", ", times.Times.Select(job => $"{job} {Words(job.UnreadableTimes)}")),
        DirectoryObservation directory => $"{directory.Snapshot} {Words(directory.Snapshot?.UnreadableTimes ?? [])}",
        DirectoryFilesObservation files => $"last: {files.Page.IsLast} {string.Join(", ", files.Page.Files.Select(file => $"{file} {Words(file.UnreadableTimes)}"))}",
        FailureObservation failure => failure.Message,
        _ => throw new ArgumentOutOfRangeException(nameof(answer)),
    };

    private static string Words(IReadOnlyList<UnreadableTime> times) => $"[{string.Join(", ", times)}]";
}

/// <summary>The run ends, or dies when it has no counts, and the next one begins.</summary>
internal sealed record NextRun(int Hours, RunCounts? Counts, int ExitCode) : Step(Hours);
