namespace BatchAudit.Collecting;

/// <summary>Everything one look at a batch brought, in the order in which it is to be stored.</summary>
/// <param name="Settled">The batch is terminal, and none of its jobs that were wanted is still open: asking again brings nothing.</param>
internal sealed record BatchReading(string BatchId, IReadOnlyList<Observation> Observations, bool Settled)
{
    /// <summary>Whether the batch itself was answered; its jobs or its directory may have failed all the same.</summary>
    public bool Answered => Observations is [BatchObservation, ..];

    /// <summary>The first thing that could not be read; null when everything was.</summary>
    public FailureObservation? Failure => Observations.OfType<FailureObservation>().FirstOrDefault();
}
