using System.Text.Json.Serialization;

namespace BatchAudit.Emulator;

/// <summary>One batch, or with <see cref="Count"/> a group of like ones.</summary>
public sealed record BatchScript
{
    /// <summary>Null means one made from the seed; a group has no ids of its own.</summary>
    public string? Id { get; set; }

    public int Count { get; set; } = 1;

    /// <summary>From the scenario's start. By default an hour before it, so that the batch is over when the emulator starts.</summary>
    public TimeSpan Created { get; set; } = TimeSpan.FromHours(-1);

    /// <summary>Between two batches of a group.</summary>
    public TimeSpan CreatedEvery { get; set; } = TimeSpan.FromSeconds(1);

    public string? ProjectId { get; set; }

    /// <summary><c>parse_v2</c> or <c>extract_v2</c>.</summary>
    public string JobType { get; set; } = BatchAudit.JobType.ParseV2;

    public string ConfigurationId { get; set; } = "cfg-PARSE_AGENTIC";

    /// <summary>The word the batch ends on, by way of PENDING and RUNNING. Ignored where there are <see cref="Steps"/>.</summary>
    public string Status { get; set; } = "COMPLETED";

    /// <summary>The timeline spelled out; the first step's status is also what the batch has before it.</summary>
    public IReadOnlyList<BatchStep> Steps { get; set; } = [];

    /// <summary>Id of an earlier batch whose directory, with all its files, this one runs over again.</summary>
    public string? Over { get; set; }

    public DirectoryScript Directory { get; set; } = new();

    /// <summary>A number of files, or a list that says what each does.</summary>
    [JsonConverter(typeof(FileScriptsConverter))]
    public IReadOnlyList<FileScript> Files { get; set; } = [];

    /// <summary>What becomes of the files that say nothing themselves.</summary>
    public Rates Rates { get; set; } = new();

    /// <summary>Where its events go.</summary>
    public IReadOnlyList<WebhookScript> WebhookConfigurations { get; set; } = [];
}

/// <summary>From <see cref="At"/> on, a batch has this status.</summary>
public sealed record BatchStep
{
    /// <summary>From the batch's <c>created_at</c>.</summary>
    public TimeSpan At { get; set; }

    /// <summary>Sent as it stands, known or not.</summary>
    public required string Status { get; init; }

    /// <summary>Null means what is usual: nothing while waiting or failed, a part while running, a list otherwise.</summary>
    public ResultsMode? Results { get; set; }
}

/// <summary>What an expanded answer has for results.</summary>
public enum ResultsMode
{
    Listed,

    /// <summary>Only rows of files whose job exists by now.</summary>
    Partial,
    Empty,
    Null,
    Absent,
}
