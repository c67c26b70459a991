using BatchAudit.Collecting;

namespace BatchAudit.Deriving;

/// <summary>
/// Turns an answer of the server into changes of the facts that a history holds. The same answer and the same facts make the same
/// changes, when it is stored and whenever it is derived again: neither a clock nor a database takes part.
/// </summary>
public sealed class Derivation(IHeldFacts held)
{
    private readonly ErrorGroupCache _errorGroups = new();

    /// <param name="seq">The observation's number.</param>
    /// <exception cref="NotSupportedException">It is no answer.</exception>
    /// <exception cref="ArgumentException">It is about jobs of a batch that was never observed.</exception>
    public Changes Derive(long seq, Observation observation)
    {
        var errors = new ErrorGroups(held, _errorGroups);

        Changes changes = observation switch
        {
            BatchObservation answer => BatchDerivation.Derive(seq, answer.Snapshot, held, errors),
            JobsObservation answer => JobDerivation.Derive(seq, answer.BatchId, answer.Jobs, held, errors),
            JobTimesObservation answer => JobTimesDerivation.Derive(seq, answer.Times, held),
            DirectoryObservation answer => DirectoryDerivation.Derive(seq, answer.Subject, answer.Snapshot, held),
            DirectoryFilesObservation answer => DirectoryDerivation.Derive(seq, answer.Subject, answer.Page, held),
            _ => throw new NotSupportedException($"The history cannot keep a {observation.GetType().Name}."),
        };

        return observation.UnknownFields.Count == 0
            ? changes
            : changes with { UnknownFields = UnknownFieldDerivation.Derive(observation.UnknownFields, held) };
    }
}
