namespace BatchAudit.Cli.Output;

/// <summary>What is said on stderr.</summary>
internal abstract class Messages
{
    public abstract void Note(string message);

    public abstract void Failure(AuditException failure);

    public abstract void Bug(Exception bug);

    /// <summary>Called last, when it is known how the program ends.</summary>
    public virtual void End(ExitCode code)
    {
    }
}
