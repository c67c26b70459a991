using System.Globalization;
using System.Text;
using BatchAudit.Collecting;

namespace BatchAudit.Tests.History.Model;

/// <summary>One thing that happens, some hours after the one before.</summary>
internal abstract record Step(int Hours);

/// <summary>An answer comes. Its instant and bytes are made when it does.</summary>
internal sealed record Answered(int Hours, Observation Answer) : Step(Hours)
{
    public Observation ComeAt(DateTimeOffset at) =>
        Answer with { ObservedAt = at, Payload = BatchAudit.Payload.Pack(Encoding.UTF8.GetBytes(Answer.Kind + Words(Answer))) };

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"+{Hours} h {Answer.Kind} {Answer.Subject}: {Words(Answer)}");

    private static string Words(Observation answer) => answer switch
    {
        BatchObservation { Snapshot: var said } => $"{said} [{string.Join(", ", said.Results)}] [{string.Join(", ", said.UnknownFields)}]",
        JobsObservation jobs => string.Join(", ", jobs.Jobs),
        JobTimesObservation times => string.Join(", ", times.Times),
        DirectoryObservation directory => $"{directory.Snapshot}",
        DirectoryFilesObservation files => $"last: {files.Page.IsLast} {string.Join(", ", files.Page.Files)}",
        FailureObservation failure => failure.Message,
        _ => throw new ArgumentOutOfRangeException(nameof(answer)),
    };
}

/// <summary>The run ends, or dies when it has no counts, and the next one begins.</summary>
internal sealed record NextRun(int Hours, RunCounts? Counts, int ExitCode) : Step(Hours);
