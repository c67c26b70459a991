namespace BatchAudit.Emulator;

/// <summary>Shares of a batch's files, 0 to 1 and together at most 1; the rest complete. Which files is up to the seed.</summary>
public sealed record Rates
{
    public double MappingError { get; set; }

    public double Neither { get; set; }

    public double Absent { get; set; }

    public double Duplicate { get; set; }

    public double JobFailed { get; set; }

    public double JobCancelled { get; set; }

    public double JobRunning { get; set; }

    public double JobNotFound { get; set; }

    internal double Sum => MappingError + Neither + Absent + Duplicate + JobFailed + JobCancelled + JobRunning + JobNotFound;
}
