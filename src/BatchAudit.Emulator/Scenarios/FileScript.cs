namespace BatchAudit.Emulator;

/// <summary>One file of a batch, or with <see cref="Count"/> several like ones. Offsets are from the batch's <c>created_at</c>.</summary>
public sealed record FileScript
{
    public int Count { get; set; } = 1;

    public string? Id { get; set; }

    /// <summary><c>{n}</c> stands for the file's number in its batch, <c>{b}</c> for the batch's; <c>{n:0000}</c> pads it.</summary>
    public string Name { get; set; } = "batch-{b:0000}/scan-{n:0000}.pdf";

    /// <summary>Null means one of its own. Files that are the same document in two batches have the same; takes <c>{n}</c> too.</summary>
    public string? UniqueId { get; set; }

    /// <summary>Null means what follows from the rest: an error where there is one, a job otherwise.</summary>
    public RowKind? Row { get; set; }

    /// <summary>Why no job could be made of it.</summary>
    public string? MappingError { get; set; }

    public JobScript? Job { get; set; }

    /// <summary>False: in the results, but not in the directory's listing.</summary>
    public bool InDirectory { get; set; } = true;

    /// <summary>When it came into the directory; after 0 it is too late for the batch. Null means some minutes before.</summary>
    public TimeSpan? Added { get; set; }

    /// <summary>Its <c>created_at</c> is null, so that nobody can tell when it came.</summary>
    public bool Undated { get; set; }

    /// <summary>From then on <c>deleted_at</c> is set.</summary>
    public TimeSpan? Deleted { get; set; }

    /// <summary>What changes later, in order.</summary>
    public IReadOnlyList<FileStep> Steps { get; set; } = [];
}

/// <summary>From <see cref="At"/> on, what is given here holds; what is not stays as it was.</summary>
public sealed record FileStep
{
    /// <summary>From the batch's <c>created_at</c>.</summary>
    public TimeSpan At { get; set; }

    public RowKind? Row { get; set; }

    public string? MappingError { get; set; }

    /// <summary>A new job takes the place of the one before; <c>{}</c> is enough.</summary>
    public JobScript? Job { get; set; }

    /// <summary>A new display name.</summary>
    public string? Name { get; set; }
}

/// <summary>What stands for a file in the results.</summary>
public enum RowKind
{
    Job,
    Error,

    /// <summary>A row with neither job nor error.</summary>
    Neither,
    Both,

    /// <summary>Two rows, each with its own job.</summary>
    Duplicate,

    /// <summary>No row at all.</summary>
    Absent,
}
