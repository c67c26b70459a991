namespace BatchAudit.Emulator;

/// <summary>A job made of a file. Offsets are from the batch's <c>created_at</c>.</summary>
public sealed record JobScript
{
    public string? Id { get; set; }

    /// <summary>The word the job ends on, by way of PENDING and RUNNING. Ignored where there are <see cref="Steps"/>.</summary>
    public string Status { get; set; } = "COMPLETED";

    /// <summary>Sent once the job has reached its last status.</summary>
    public string? ErrorMessage { get; set; }

    public string Tier { get; set; } = "agentic";

    /// <summary>Null means some, once completed; told only with <c>expand=usage</c>.</summary>
    public decimal? Credits { get; set; }

    /// <summary>How long it runs; null means some seconds.</summary>
    public TimeSpan? Runs { get; set; }

    /// <summary>The timeline spelled out; the job is created with the first step.</summary>
    public IReadOnlyList<JobStep> Steps { get; set; } = [];

    /// <summary>The reference leads nowhere: always 404.</summary>
    public bool NotFound { get; set; }

    /// <summary>From then on 404: the job was deleted.</summary>
    public TimeSpan? Gone { get; set; }
}

/// <summary>From <see cref="At"/> on, a job has this status.</summary>
public sealed record JobStep
{
    /// <summary>From the batch's <c>created_at</c>.</summary>
    public TimeSpan At { get; set; }

    public required string Status { get; init; }
}
