using BatchAudit.Redacting;

namespace BatchAudit.Cli.Output;

/// <summary>Messages for a person. Text from the server is made harmless to terminals here.</summary>
internal sealed class TextMessages(TextWriter error, Redaction redaction) : Messages
{
    public override void Note(string message) => Say(PrintableText.Of(redaction.Of(message)));

    public override void Failure(AuditException failure)
    {
        Say($"error: {PrintableText.Of(redaction.Of(failure.Message))}");

        if (failure.Hint is { } hint)
        {
            Say($"       {PrintableText.Of(redaction.Of(hint))}");
        }
    }

    public override void Bug(Exception bug)
    {
        Say("error: this is a bug in batch-audit. What was stored is safe; please report what follows.");
        Say(PrintableText.OfLines(redaction.Of(bug.ToString())));
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
