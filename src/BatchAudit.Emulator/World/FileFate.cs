namespace BatchAudit.Emulator;

/// <summary>What becomes of a file: as its script says, or else as the batch's rates and the seed have it.</summary>
internal static class FileFate
{
    private static readonly FileScript Plain = new();

    /// <summary>What the results say of the file at that time.</summary>
    public static FileState StateOf(Batch batch, int file, DateTimeOffset now)
    {
        var script = ScriptOf(batch, file);
        var state = FirstState(batch, file, script);
        for (var index = 0; index < script.Steps.Count && batch.CreatedAt + script.Steps[index].At <= now; index++)
        {
            state = After(state, script.Steps[index], index);
        }

        // No job is made any more once the batch is cancelled: the row stays without one.
        return state.HasJob
            && batch.CancelledAt is { } cancelled
            && JobFate.CreatedAt(batch, new(batch.Ordinal, file, state.Job)) > cancelled
                ? state with { Row = RowKind.Neither }
                : state;
    }

    /// <summary>The file as its directory has it; for a batch over another that is another script than its own.</summary>
    public static FileScript ScriptOf(Batch batch, int file) =>
        batch.Script.Over is null ? batch.Template.FileScript(file) : Plain;

    /// <summary>What the rates hold for a file that says nothing itself; null for one that does.</summary>
    public static RandomFault? MisfortuneOf(Batch batch, int file, FileScript script)
    {
        if (script.Row is not null || script.MappingError is not null || script.Job is not null || batch.Script.Rates.Sum <= 0)
        {
            return null;
        }

        var rates = batch.Script.Rates;
        var share = Seeded.Share(batch.World.Roll(new(batch.Ordinal, file), RollPurpose.Fate));
        return (share -= rates.MappingError) < 0 ? RandomFault.MappingError
            : (share -= rates.Neither) < 0 ? RandomFault.Neither
            : (share -= rates.Absent) < 0 ? RandomFault.Absent
            : (share -= rates.Duplicate) < 0 ? RandomFault.Duplicate
            : (share -= rates.JobFailed) < 0 ? RandomFault.JobFailed
            : (share -= rates.JobCancelled) < 0 ? RandomFault.JobCancelled
            : (share -= rates.JobRunning) < 0 ? RandomFault.JobRunning
            : share - rates.JobNotFound < 0 ? RandomFault.JobNotFound
            : null;
    }

    public static FileState After(FileState before, FileStep step, int index) => new(
        step.Row ?? (step.MappingError is not null ? RowKind.Error : step.Job is not null ? RowKind.Job : before.Row),
        step.Job is not null ? index + 1 : before.Job,
        step.MappingError ?? (step.Job is not null ? null : before.MappingError));

    public static FileState FirstState(Batch batch, int file, FileScript script)
    {
        if (script.Row is null && !InScope(batch, file))
        {
            return new(RowKind.Absent, 0, null);
        }

        var row = script.Row ?? MisfortuneOf(batch, file, script) switch
        {
            RandomFault.MappingError => RowKind.Error,
            RandomFault.Neither => RowKind.Neither,
            RandomFault.Absent => RowKind.Absent,
            RandomFault.Duplicate => RowKind.Duplicate,
            _ => script.MappingError is null ? RowKind.Job : RowKind.Error,
        };

        var error = row is RowKind.Error or RowKind.Both
            ? script.MappingError ?? Seeded.Pick(SampleErrors.Mapping, batch.World.Roll(new(batch.Ordinal, file), RollPurpose.Error))
            : null;

        return new(row, 0, error);
    }

    // A batch is of the files that its directory had when it was created.
    private static bool InScope(Batch batch, int file)
    {
        var source = batch.Source;
        var script = source.Template.FileScript(file);
        return (script.InDirectory || source == batch)
            && !(script.Added is { } added && source.CreatedAt + added > batch.CreatedAt)
            && !(script.Deleted is { } deleted && source.CreatedAt + deleted <= batch.CreatedAt);
    }
}

/// <summary>What can befall a file at random.</summary>
internal enum RandomFault
{
    MappingError,
    Neither,
    Absent,
    Duplicate,
    JobFailed,
    JobCancelled,
    JobRunning,
    JobNotFound,
}
