namespace BatchAudit.Emulator;

/// <summary>
/// What the emulator plays: batches, what becomes of them as time goes by, and what goes wrong on the way.
/// The smallest one is <c>{ "batches": [ { "files": 10 } ] }</c>. Offsets are written <c>[-][days.]hh:mm:ss</c>.
/// </summary>
public sealed record Scenario
{
    /// <summary>Decides everything that is not spelled out: ids, names, timings, which files fail.</summary>
    public long Seed { get; set; } = 1;

    /// <summary>The origin that batches and faults are offset from; null means the moment the emulator starts.</summary>
    public DateTimeOffset? Start { get; set; }

    /// <summary>Null means one made from the seed.</summary>
    public string? ProjectId { get; set; }

    /// <summary>Rows per page when the caller does not say.</summary>
    public int PageSize { get; set; } = 50;

    /// <summary>Rows per page at most, whatever the caller asks for; 1 to 1,000.</summary>
    public int MaxPageSize { get; set; } = 1000;

    /// <summary>Whether answers are compressed for callers that accept it.</summary>
    public bool Gzip { get; set; }

    public IReadOnlyList<BatchScript> Batches { get; set; } = [];

    /// <summary>Tried in order for every call; the first that strikes wins.</summary>
    public IReadOnlyList<FaultRule> Faults { get; set; } = [];

    /// <summary>A dozen batches of every status, for <c>batch-audit emulate</c> without a file.</summary>
    public static Scenario Default => ScenarioText.ReadEmbedded("default.json");

    /// <summary>Three nights from 2026-05-04T22:00:00Z on, for <c>batch-audit demo</c>.</summary>
    public static Scenario Demo => ScenarioText.ReadEmbedded("demo.json");

    /// <exception cref="AuditException">Configuration: the file cannot be read or is no scenario; names file, line and column.</exception>
    public static Scenario Load(string path) => ScenarioText.ReadFile(path);

    /// <exception cref="AuditException">Configuration: the text is no scenario; names line and column.</exception>
    public static Scenario Parse(string json) => ScenarioText.Read(json, "scenario");
}
