using System.Text.Json;
using BatchAudit.Redacting;

namespace BatchAudit.Cli.Output;

/// <summary>Messages for a program: whatever ends badly is told by one object, which is the last line.</summary>
/// <param name="notes">Who says what is no failure; null for an event of its own.</param>
internal sealed class JsonMessages(EventLog log, Redaction redaction, Messages? notes) : Messages
{
    private AuditException? _failure;
    private Exception? _bug;

    public override void Note(string message)
    {
        if (notes is not null)
        {
            notes.Note(message);
            return;
        }

        log.Write("note", json => json.WriteString("message", redaction.Of(message)));
    }

    /// <summary>The first one is what everything else came from.</summary>
    public override void Failure(AuditException failure) => _failure ??= failure;

    public override void Bug(Exception bug) => _bug ??= bug;

    public override void End(ExitCode code)
    {
        if (code is ExitCode.Done)
        {
            return;
        }

        log.Write("error", json =>
        {
            json.WriteNumber("code", (int)code);
            json.WriteString("kind", JsonNamingPolicy.SnakeCaseUpper.ConvertName(_bug is null && _failure is { } failure ? failure.Kind.ToString() : code.ToString()));
            json.WriteString("message", redaction.Of(_bug?.ToString() ?? _failure?.Message ?? ExitCodeTable.Meaning(code)));
            json.WriteString("hint", _bug is not null ? "This is a bug in batch-audit. What was stored is safe; please report the message."
                : _failure?.Hint is { } hint ? redaction.Of(hint)
                : null);
        });
    }
}
