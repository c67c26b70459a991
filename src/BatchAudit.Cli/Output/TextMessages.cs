namespace BatchAudit.Cli.Output;

/// <summary>Messages for a person. Text from the server is made harmless to terminals here.</summary>
internal sealed class TextMessages(TextWriter error) : Messages
{
    public override void Note(string message) => Say(PrintableText.Of(message));

    public override void Failure(AuditException failure)
    {
        Say($"error: {PrintableText.Of(failure.Message)}");

        if (failure.Hint is { } hint)
        {
            Say($"       {PrintableText.Of(hint)}");
        }
    }

    public override void Bug(Exception bug)
    {
        Say("error: this is a bug in batch-audit. What was stored is safe; please report what follows.");
        Say(PrintableText.Of(bug.ToString(), keepLines: true));
    }

    private void Say(string line)
    {
        try
        {
            error.WriteLine(line);
        }
        catch (Exception unheard) when (unheard is IOException or UnauthorizedAccessException)
        {
            // A log that is full or closed must not end a run.
        }
    }
}
