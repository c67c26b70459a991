namespace BatchAudit.LlamaCloud;

/// <summary>The words a job's status is known to take (contract, section 5.1). Another word is data, never an error.</summary>
public static class JobStatus
{
    public const string Pending = "PENDING";

    /// <summary>Of extract jobs only.</summary>
    public const string Throttled = "THROTTLED";

    public const string Running = "RUNNING";

    public const string Completed = "COMPLETED";

    public const string Failed = "FAILED";

    public const string Cancelled = "CANCELLED";
}
