namespace BatchAudit.Emulator;

/// <summary>A batch's script made ready: files numbered, timeline complete. Shared by all batches of a group.</summary>
internal sealed class Template
{
    private static readonly TimeSpan UsualStart = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan UsualEnd = TimeSpan.FromMinutes(4);

    private readonly int[] _firstFile;

    public Template(BatchScript script, int firstOrdinal)
    {
        Script = script;
        FirstOrdinal = firstOrdinal;
        Steps = script.Steps.Count > 0 ? [.. script.Steps.OrderBy(step => step.At)] : Usual(script.Status);
        _firstFile = new int[script.Files.Count];
        for (var index = 0; index < _firstFile.Length; index++)
        {
            _firstFile[index] = FileCount;
            FileCount += script.Files[index].Count;
        }

        MappedFrom = Steps.FirstOrDefault(step => step.Status == BatchStatus.Running)?.At ?? TimeSpan.Zero;
        var end = Steps.FirstOrDefault(step => step.At > MappedFrom && BatchStatus.IsTerminal(step.Status));
        MappedUntil = end is null or { Status: BatchStatus.Cancelled } ? MappedFrom + UsualEnd : end.At;
    }

    public BatchScript Script { get; }

    public int FirstOrdinal { get; }

    public int FileCount { get; }

    public IReadOnlyList<BatchStep> Steps { get; }

    /// <summary>Between this and <see cref="MappedUntil"/> jobs are made of the files.</summary>
    public TimeSpan MappedFrom { get; }

    public TimeSpan MappedUntil { get; }

    public FileScript FileScript(int file)
    {
        var found = Array.BinarySearch(_firstFile, file);
        var index = found >= 0 ? found : ~found - 1;

        // Entries that count no file share their first number with the next one.
        while (Script.Files[index].Count == 0)
        {
            index++;
        }

        return Script.Files[index];
    }

    private static List<BatchStep> Usual(string last)
    {
        var steps = new List<BatchStep> { new() { Status = BatchStatus.Pending } };
        if (last is not (BatchStatus.Pending or BatchStatus.Throttled))
        {
            steps.Add(new() { At = UsualStart, Status = BatchStatus.Running });
        }

        if (last is not (BatchStatus.Pending or BatchStatus.Running))
        {
            steps.Add(new() { At = last == BatchStatus.Throttled ? UsualStart : UsualEnd, Status = last });
        }

        return steps;
    }
}
