using System.Globalization;
using System.Net;
using BatchAudit.Redacting;
using Polly.Timeout;

namespace BatchAudit.LlamaCloud.Transport;

/// <summary>From an answer that is no success, or from none at all, to the failure that says so.</summary>
internal sealed class Refusal(LlamaCloudOptions options, string baseUrl)
{
    private readonly Redaction _redaction = options.Redaction;

    public AuditException Answered(Call call, HttpResponseMessage response, ReadOnlyMemory<byte> body, int attempts)
    {
        var detail = response.Headers.Location is { } location ? $"it points to {ServerText.Place(location, _redaction)}" : ServerText.Detail(body, _redaction);
        var after = attempts > 1 ? $" after {attempts} attempts" : "";
        var (kind, hint) = Meaning((int)response.StatusCode);
        var message = $"{call.Subject}: the server answered {Status(response.StatusCode)}{after}{(detail.Length > 0 ? $": {detail}" : "")}";

        return _redaction.Of(new AuditException(kind, PrintableText.Of($"{message} (GET {call.Path})"), hint) { Body = body });
    }

    public AuditException NoAnswer(Call call, Exception cause, int attempts) => _redaction.Of(new AuditException(
        FailureKind.Unreachable,
        PrintableText.Of(
            $"{call.Subject}: no usable answer from {baseUrl} in {attempts} attempt{(attempts == 1 ? "" : "s")}: "
            + $"{Cause(cause, options)} (GET {call.Path})"),
        "Check the network, the proxy and the base URL, then run again.",
        cause));

    /// <summary>A server that repeats a secret would have it stored with the evidence, and reported.</summary>
    /// <exception cref="AuditException">BadAnswer, without the body: the secret is in it.</exception>
    public void RefuseSecret(Call call, ReadOnlyMemory<byte> body)
    {
        if (_redaction.Repeated(body.Span) is { } secret)
        {
            throw _redaction.Of(new AuditException(
                FailureKind.BadAnswer,
                $"{call.Subject}: the answer repeats the {secret}, and was not kept.",
                $"Check that the base URL leads to LlamaCloud itself, and replace the {secret}: something on the way shows it."));
        }
    }

    /// <summary>As <c>429 Too Many Requests</c>. The words are the standard's: a server's own could be anything.</summary>
    public static string Status(HttpStatusCode status)
    {
        using var standard = new HttpResponseMessage(status);
        return string.Create(CultureInfo.InvariantCulture, $"{(int)status} {standard.ReasonPhrase}").TrimEnd();
    }

    public static string Cause(Exception failure, LlamaCloudOptions options) => failure is TimeoutRejectedException
        ? string.Create(CultureInfo.InvariantCulture, $"no answer within {options.AttemptTimeout.TotalSeconds:0.###} s")
        : PrintableText.Of(options.Redaction.OfForeign(failure.GetBaseException().Message)).TrimEnd('.');

    private (FailureKind Kind, string? Hint) Meaning(int status) => status switch
    {
        401 => (FailureKind.Unauthorized, $"Check LLAMA_CLOUD_API_KEY. A key is bound to its region: this server is {baseUrl}."),
        403 => (FailureKind.Unauthorized, "The key belongs to another project or may not read this one: check --project and the key."),
        404 => (FailureKind.NotFound, "Check the id, and that the key belongs to its project and region."),
        402 => (FailureKind.BadAnswer, "The account's credits or quota are used up; see its plan."),
        >= 300 and < 400 => (FailureKind.BadAnswer, "Redirects are not followed, for the key would go along: correct the base URL."),
        408 or 409 or >= 500 => (FailureKind.Unreachable, "Run again later."),
        429 => (FailureKind.Unreachable, "Run again later, or with a lower --concurrency."),
        _ => (FailureKind.BadAnswer, null),
    };
}
