namespace BatchAudit.Deriving;

/// <summary>A row of <c>batch_state</c>.</summary>
/// <param name="SinceSeq">The observation that it is valid from, here and in the records below.</param>
public sealed record BatchStateVersion(long SinceSeq, BatchState State);

/// <summary>A row of <c>file_result</c>.</summary>
/// <param name="Occurrence">0; 1, 2 … for more rows about the same file.</param>
/// <param name="FirstSeq">The observation that first had this row of this file, also when it was gone since.</param>
/// <param name="ErrorGroup">Of the mapping error; null without one.</param>
public sealed record FileResultVersion(long SinceSeq, FileResult Result, long Occurrence, long FirstSeq, string? ErrorGroup);

/// <summary>A row of <c>job_state</c>.</summary>
/// <param name="Job">With times to the millisecond, and without those that could not be read.</param>
/// <param name="ErrorGroup">Of the error message; null without one.</param>
public sealed record JobVersion(long SinceSeq, JobSnapshot Job, string? ErrorGroup);

/// <summary>A row of <c>job_times</c>.</summary>
/// <param name="Times">To the millisecond, and without those that could not be read.</param>
public sealed record JobTimesVersion(long SinceSeq, JobTimes Times);

/// <summary>A row of <c>directory_state</c>.</summary>
public sealed record DirectoryStateVersion(long SinceSeq, DirectoryState State);

/// <summary>A row of <c>directory_file</c>.</summary>
/// <param name="File">With times to the millisecond, and without those that could not be read.</param>
public sealed record DirectoryFileVersion(long SinceSeq, DirectoryFileSnapshot File);

/// <summary>A row of <c>unreadable_time</c>.</summary>
public sealed record UnreadableTimeVersion(long SinceSeq, TimeOwner Owner, UnreadableTime Time);

/// <summary>One step in the life of a fact: a version ends, another begins in its place, or both.</summary>
/// <param name="Ended">No longer valid from this observation on; null: there was none.</param>
/// <param name="Added">Valid from this observation on; null: nothing takes the place of the one that ended.</param>
public readonly record struct VersionChange<TVersion>(TVersion? Ended, TVersion? Added)
    where TVersion : class;
