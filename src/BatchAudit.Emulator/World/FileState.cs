namespace BatchAudit.Emulator;

/// <summary>What the results say of a file at one time.</summary>
/// <param name="Job">Which of the file's jobs (see <see cref="Place.Job"/>), if the row has one.</param>
internal readonly record struct FileState(RowKind Row, int Job, string? MappingError)
{
    public bool HasJob => Row is RowKind.Job or RowKind.Both or RowKind.Duplicate;
}
