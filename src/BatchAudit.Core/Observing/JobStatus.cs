namespace BatchAudit;

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

    /// <summary>Ours, not the server's: it did not find the job, which has expired or was deleted, or is found again. That is no failure.</summary>
    public const string NotFound = "NOT_FOUND";

    /// <summary>Whether the contract says that nothing more will happen. An unknown word is not terminal.</summary>
    public static bool IsTerminal(string status) => status is Completed or Failed or Cancelled;
}
