namespace BatchAudit.Cli.Output;

/// <summary>What is said to a person, on stderr. Text from the server is made harmless to terminals here.</summary>
internal sealed class Messages(TextWriter error)
{
    public void Note(string message) => error.WriteLine(PrintableText.Of(message));

    public void Failure(AuditException failure)
    {
        error.WriteLine($"error: {PrintableText.Of(failure.Message)}");

        if (failure.Hint is { } hint)
        {
            error.WriteLine($"       {PrintableText.Of(hint)}");
        }
    }

    public void Bug(Exception bug)
    {
        error.WriteLine("error: this is a bug in batch-audit. What was stored is safe; please report what follows.");
        error.WriteLine(PrintableText.Of(bug.ToString(), keepLines: true));
    }
}
