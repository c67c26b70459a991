namespace BatchAudit;

/// <summary>What one answer said of one job, in the server's own words (contract, sections 2.1 and 2.2).</summary>
/// <param name="Status">As sent; see <see cref="JobStatus"/>.</param>
/// <param name="ErrorMessage">Why the job failed. Not a mapping error.</param>
/// <param name="Credits">Null unless usage was expanded, which a listing cannot, and until billing has caught up.</param>
/// <param name="UpdatedAt">By the server's clock. There is no time of finishing; of a job that is over this is the nearest to one.</param>
public readonly record struct JobSnapshot(
    string JobId,
    string Status,
    string? ErrorMessage,
    string? Tier,
    double? Credits,
    DateTimeOffset? CreatedAt,
    DateTimeOffset? UpdatedAt)
{
    /// <summary>Times that are null here although something was sent.</summary>
    public IReadOnlyList<UnreadableTime> UnreadableTimes { get; init; } = [];
}

/// <summary>When a job passed through its states, by the server's clock (contract, section 2.4). Null: it was not in that state.</summary>
public readonly record struct JobTimes(
    string JobId,
    DateTimeOffset? PendingAt,
    DateTimeOffset? ThrottledAt,
    DateTimeOffset? RunningAt,
    DateTimeOffset? CompletedAt,
    DateTimeOffset? FailedAt,
    DateTimeOffset? CancelledAt)
{
    /// <summary>Times that are null here although something was sent.</summary>
    public IReadOnlyList<UnreadableTime> UnreadableTimes { get; init; } = [];
}
