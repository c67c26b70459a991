using BatchAudit.Listening;
using Microsoft.AspNetCore.Http;

namespace BatchAudit.Webhooks;

/// <summary>
/// What happens to every request: checked, queued and answered, without waiting for anything else. What is understood but leads
/// to nothing is answered like what does: sending it again would not help.
/// </summary>
internal sealed class WebhookEndpoint(NoticeQueue notices, WebhookOptions options)
{
    private readonly SignatureCheck _signatures = new(options.Secret, options.AllowUnsigned);

    public async Task AnswerAsync(HttpContext context)
    {
        var answer = await ReceiveAsync(context.Request, context.RequestAborted);

        if (answer.IsWorthANote)
        {
            options.Note($"{answer.Status}: {answer.Text}{answer.About}");
        }

        context.Response.StatusCode = answer.Status;

        if (answer.Status == StatusCodes.Status405MethodNotAllowed)
        {
            context.Response.Headers.Allow = HttpMethods.Post;
        }

        context.Response.ContentType = "text/plain; charset=utf-8";
        await context.Response.WriteAsync(answer.Text + "\n", context.RequestAborted);
    }

    private async Task<Reply> ReceiveAsync(HttpRequest request, CancellationToken aborted)
    {
        if (!HttpMethods.IsPost(request.Method))
        {
            return new(StatusCodes.Status405MethodNotAllowed, "Webhooks come by POST.");
        }

        using var body = new MemoryStream();

        try
        {
            await request.Body.CopyToAsync(body, aborted);
        }
        catch (BadHttpRequestException refused)
        {
            return new(refused.StatusCode, "The body cannot be taken: it is too long, too slow or broken off.");
        }

        var bytes = body.GetBuffer().AsMemory(0, (int)body.Length);

        return _signatures.FaultOf(request.Headers[SignatureCheck.Header], bytes.Span) is { } fault
            ? new(StatusCodes.Status401Unauthorized, fault)
            : Queue(request.Headers, bytes);
    }

    private Reply Queue(IHeaderDictionary headers, ReadOnlyMemory<byte> body)
    {
        if (Envelope.Parse(body) is not { } envelope)
        {
            return new(StatusCodes.Status400BadRequest, "The body is no JSON object.");
        }

        // The body goes first, since it is signed.
        var type = envelope.EventType ?? Short(headers["X-Webhook-Event-Type"].ToString()) ?? "";
        var eventId = envelope.EventId ?? Short(headers["X-Webhook-Event-ID"].ToString());

        if (!type.StartsWith("batch.", StringComparison.Ordinal))
        {
            return Ignored("Ignored: it is no event of a batch.", type);
        }

        if (envelope.BatchId is not { } batchId)
        {
            return Ignored("Ignored: the event names no batch.", type);
        }

        return notices.Add(new BatchNotice(eventId, batchId)) switch
        {
            NoticeFate.Queued => Accepted("Queued."),
            NoticeFate.Repeated => Accepted("Known already."),
            _ => new(StatusCodes.Status503ServiceUnavailable, "There is no room for it now. Send it again."),
        };
    }

    /// <summary>What is remembered or logged must have a bound; without an id, a notice is taken for a new one.</summary>
    private static string? Short(string id) => id.Length is > 0 and <= 200 ? id : null;

    private static Reply Accepted(string text) => new(StatusCodes.Status202Accepted, text, IsWorthANote: false);

    private static Reply Ignored(string text, string type) => new(StatusCodes.Status202Accepted, text) { About = $" Its type is '{type}'." };

    private sealed record Reply(int Status, string Text, bool IsWorthANote = true)
    {
        /// <summary>What the sender said, for the note alone: an answer repeats nothing.</summary>
        public string About { get; init; } = "";
    }
}
