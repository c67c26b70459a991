namespace BatchAudit;

/// <summary>The status words of the contract (section 5.1). A word that is not here is data, never an error.</summary>
public static class BatchStatus
{
    public const string Pending = "PENDING";

    /// <summary>Queued behind capacity. The vendor does not say more.</summary>
    public const string Throttled = "THROTTLED";

    public const string Running = "RUNNING";

    /// <summary>Every file was <em>mapped</em> to a job. Says nothing of how the jobs ended.</summary>
    public const string Completed = "COMPLETED";

    /// <summary>Orchestration failed: there is no reliable set of results.</summary>
    public const string Failed = "FAILED";

    public const string Cancelled = "CANCELLED";

    /// <summary>Whether the contract says that nothing more will happen. An unknown word is not terminal.</summary>
    public static bool IsTerminal(string status) => status is Completed or Failed or Cancelled;
}
