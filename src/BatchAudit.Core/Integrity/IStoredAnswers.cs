using BatchAudit.Collecting;

namespace BatchAudit.Integrity;

/// <summary>Reads answers again from their stored bytes, with the functions that they were first read with.</summary>
public interface IStoredAnswers
{
    /// <summary>The observation as it was handed to the history.</summary>
    /// <exception cref="AuditException">BadAnswer: the bytes are not what this kind of answer consists of.</exception>
    /// <exception cref="FormatException">There is no such kind, or the subject is not one of it.</exception>
    Observation Read(StoredAnswer answer);
}

/// <summary>An observation's row, with the bytes it refers to.</summary>
/// <param name="Kind">One of <see cref="ObservationKind"/>, but none of our own documents.</param>
/// <param name="PayloadSha256">Null when nothing was answered.</param>
/// <param name="Body">Empty when nothing was answered.</param>
public sealed record StoredAnswer(string Kind, string Subject, DateTimeOffset ObservedAt, string? PayloadSha256, ReadOnlyMemory<byte> Body)
{
    public Payload? Payload => PayloadSha256 is null ? null : new Payload(PayloadSha256, ReadOnlyMemory<byte>.Empty);
}
