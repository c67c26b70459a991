using System.Globalization;
using System.Net;
using BatchAudit.Redacting;
using Polly.Timeout;

namespace BatchAudit.LlamaCloud.Transport;

/// <summary>From an answer that is no success, or from none at all, to the failure that says so.</summary>
internal sealed class Refusal(LlamaCloudOptions options, string baseUrl, CallMeter calls)
{
    private readonly Redaction _redaction = options.Redaction;

    /// <param name="response">No success, or no answer of the service's.</param>
    public AuditException Answered(Call call, HttpResponseMessage response, ReadOnlyMemory<byte> body, int attempts)
    {
        var detail = response.Headers.Location is { } location ? $"it points to {ServerText.Place(location, _redaction)}" : ServerText.Detail(body, _redaction);
        var (kind, hint) = IsElsewhere(call, response) ? Elsewhere((int)response.StatusCode) : Meaning((int)response.StatusCode);
        var message = $"{call.Subject}: the server answered {Status(response.StatusCode)}{After(attempts)}{(detail.Length > 0 ? $": {detail}" : "")}";

        return _redaction.Of(new AuditException(kind, PrintableText.Of($"{message} ({Asked(call, kind)})"), hint) { Body = body });
    }

    /// <summary>Whether an answer says that the base URL is wrong: it is none of the service's, and the service never gave one.</summary>
    public bool IsElsewhere(Call call, HttpResponseMessage response) =>
        !calls.HasAnswered
        && ForeignServer.Is(call, new Uri(baseUrl + call.Path), response)
        && (call.IsEverywhere || response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.ProxyAuthenticationRequired);

    public AuditException NoAnswer(Call call, Exception cause, int attempts)
    {
        var (kind, hint) = Meaning(cause);
        return _redaction.Of(new AuditException(
            kind,
            PrintableText.Of(
                $"{call.Subject}: no usable answer from {baseUrl} in {attempts} attempt{(attempts == 1 ? "" : "s")}: "
                + $"{Cause(cause, options)} ({Asked(call, kind)})"),
            hint,
            cause));
    }

    /// <summary>What a request had met that was not waited for to its end.</summary>
    /// <param name="last">Its last attempt that came to an end, and how; null when none did.</param>
    /// <returns>Its message is a clause, to follow another. Null when there is nothing to say: the service answers, and was about to.</returns>
    public AuditException? CutShort(Call call, (int Number, AttemptEnd End)? last)
    {
        if (last is null && calls.HasAnswered)
        {
            return null;
        }

        var (kind, hint) = last?.End switch
        {
            { Failure: { } failure } => Meaning(failure),
            { Status: { } status } => Meaning((int)status),
            _ => (FailureKind.Unreachable, Faults.Hint(Fault.Passing)),
        };
        var met = last is var (number, end)
            ? (number == 1 ? "the only attempt" : $"the last of {number} attempts") + $" ended with: {end.Words(options)}"
            : "the service had not answered";

        return _redaction.Of(new AuditException(kind, PrintableText.Of($"{met} ({Asked(call, FailureKind.Configuration)})"), hint));
    }

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

    private static string After(int attempts) => attempts > 1 ? $" after {attempts} attempts" : "";

    /// <summary>What was sent, without the query: of a wrong setting the whole address, else the path.</summary>
    private string Asked(Call call, FailureKind kind) =>
        $"GET {(kind is FailureKind.Configuration ? baseUrl : new Uri(baseUrl).AbsolutePath.TrimEnd('/'))}{call.Path}";

    /// <summary>A service that answered before is away for the moment; one that never did may not be there at all.</summary>
    private (FailureKind Kind, string Hint) Meaning(Exception failure)
    {
        var fault = Faults.Of(failure);
        return (fault is Fault.Passing || calls.HasAnswered ? FailureKind.Unreachable : FailureKind.Configuration, Faults.Hint(fault));
    }

    private (FailureKind Kind, string? Hint) Elsewhere(int status) => (FailureKind.Configuration, status switch
    {
        407 => "The proxy wants a login, or another one: write it into the proxy's variable, as http://user:password@proxy.",
        >= 300 and < 400 => "Redirects are not followed, for the key would go along: correct the base URL.",
        _ => $"The base URL {baseUrl} does not lead to LlamaCloud: correct it. Calls begin with /api, which is not part of it.",
    });

    private (FailureKind Kind, string? Hint) Meaning(int status) => status switch
    {
        401 => (FailureKind.Unauthorized, $"Check LLAMA_CLOUD_API_KEY. A key is bound to its region: this server is {baseUrl}."),
        403 => (FailureKind.Unauthorized, "The key belongs to another project or may not read this one: check --project and the key."),
        404 => (FailureKind.NotFound, "Check the id, and that the key belongs to its project and region."),
        402 => (FailureKind.BadAnswer, "The account's credits or quota are used up; see its plan."),
        >= 300 and < 400 => (FailureKind.BadAnswer, "Redirects are not followed, for the key would go along: correct the base URL."),
        407 or 408 or 409 or >= 500 => (FailureKind.Unreachable, "Run again later."),
        429 => (FailureKind.Unreachable, "Run again later, or with a lower --concurrency."),
        _ => (FailureKind.BadAnswer, null),
    };
}
