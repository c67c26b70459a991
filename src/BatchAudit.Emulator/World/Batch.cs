namespace BatchAudit.Emulator;

/// <summary>One batch of the scenario. Cheap to make: nothing of its files is worked out before it is asked for.</summary>
internal sealed class Batch(World world, Template template, int ordinal)
{
    public World World => world;

    public Template Template => template;

    public int Ordinal => ordinal;

    public BatchScript Script => template.Script;

    public string Id => Script.Id ?? world.Ids.Text(IdKind.Batch, new(ordinal));

    public string ProjectId => Script.ProjectId ?? world.ProjectId;

    public DateTimeOffset CreatedAt { get; } = Creation(world, template, ordinal);

    public IdKind JobKind => Script.JobType == JobType.ParseV2 ? IdKind.ParseJob : IdKind.ExtractJob;

    /// <summary>The batch whose directory it is: this one, or the one it runs over.</summary>
    public Batch Source => Script.Over is null ? this : field ??= world.Find(Script.Over)!.Source;

    public string DirectoryId => Source.Script.Directory.Id ?? world.Ids.Text(IdKind.Directory, new(Source.Ordinal));

    public int FileCount => Source.Template.FileCount;

    public string FileId(int file) =>
        Source.Template.FileScript(file).Id ?? world.Ids.Text(IdKind.File, new(Source.Ordinal, file));

    /// <summary>When it was cancelled, or will be; null if it will not.</summary>
    public DateTimeOffset? CancelledAt { get; } = world.Cancellation(ordinal) ?? ScriptedCancellation(world, template, ordinal);

    /// <summary>The step the batch is in, and since when.</summary>
    public (BatchStep Step, DateTimeOffset Since) At(DateTimeOffset now)
    {
        if (world.Cancellation(ordinal) is { } cancelled && cancelled <= now)
        {
            return (new() { At = cancelled - CreatedAt, Status = BatchStatus.Cancelled }, cancelled);
        }

        var step = template.Steps.LastOrDefault(step => CreatedAt + step.At <= now) ?? template.Steps[0];
        return (step, CreatedAt + step.At);
    }

    private static DateTimeOffset Creation(World world, Template template, int ordinal) =>
        world.Start + template.Script.Created + (template.Script.CreatedEvery * (ordinal - template.FirstOrdinal));

    private static DateTimeOffset? ScriptedCancellation(World world, Template template, int ordinal) =>
        Creation(world, template, ordinal) + template.Steps.FirstOrDefault(step => step.Status == BatchStatus.Cancelled)?.At;
}
