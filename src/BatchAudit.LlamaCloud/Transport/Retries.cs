using System.Net;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace BatchAudit.LlamaCloud.Transport;

/// <summary>Which failures are asked about again, and after how long.</summary>
internal static class Retries
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);

    public static ResiliencePipeline<HttpResponseMessage> Pipeline(LlamaCloudOptions options)
    {
        var builder = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = options.Time };

        // Polly knows no retry of zero times.
        return options.Attempts == 1 ? builder.Build() : builder.AddRetry(Retry(options)).Build();
    }

    /// <summary>One attempt's time, which starts when it has its slot.</summary>
    public static ResiliencePipeline<HttpResponseMessage> AttemptTimeout(LlamaCloudOptions options) =>
        new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = options.Time }.AddTimeout(options.AttemptTimeout).Build();

    /// <summary>Whether a status alone says that asking again can help (contract, section 4.2).</summary>
    public static bool IsTransient(HttpStatusCode status) =>
        status is HttpStatusCode.RequestTimeout or HttpStatusCode.Conflict or HttpStatusCode.TooManyRequests
        || (int)status >= 500;

    /// <summary>
    /// Whether a failure is the connection's. A broken compression ends in InvalidDataException, a time-out of the socket's
    /// own in OperationCanceledException; when it was the caller who cancelled, Polly does not go on anyway.
    /// </summary>
    public static bool IsTransient(Exception failure) => failure is
        HttpRequestException or IOException or InvalidDataException or TimeoutRejectedException or OperationCanceledException;

    private static RetryStrategyOptions<HttpResponseMessage> Retry(LlamaCloudOptions options) => new()
    {
        MaxRetryAttempts = options.Attempts - 1,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        Delay = FirstDelay,
        MaxDelay = LongestDelay,
        ShouldHandle = args => ValueTask.FromResult(
            args.Outcome.Result is { } response
                ? ShouldRetry(response)
                : IsTransient(args.Outcome.Exception!) && Faults.Of(args.Outcome.Exception!) is not Fault.Certificate),
        // Null leaves the delay to the backoff above.
        DelayGenerator = args => ValueTask.FromResult(
            args.Outcome.Result is { } response ? ServerDelay.Of(response, options.Time) : null),
        OnRetry = args =>
        {
            var subject = args.Context.GetRequestMessage() is { } request ? Connection.SubjectOf(request) : "a request";
            options.Waiting?.Invoke(
                args.RetryDelay,
                $"{subject}: {new AttemptEnd(args.Outcome.Result?.StatusCode, args.Outcome.Exception).Words(options)}; attempt {args.AttemptNumber + 2} of {options.Attempts} follows");
            return ValueTask.CompletedTask;
        },
    };

    private static bool ShouldRetry(HttpResponseMessage response)
    {
        if (response.IsSuccessStatusCode)
        {
            return BreaksOff(response);
        }

        if ((int)response.StatusCode < 400 || response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
        {
            return false;
        }

        var said = response.Headers.TryGetValues("X-Should-Retry", out var values) ? values.First().Trim() : "";

        return said.Equals("true", StringComparison.OrdinalIgnoreCase)
            || (!said.Equals("false", StringComparison.OrdinalIgnoreCase) && IsTransient(response.StatusCode));
    }

    /// <summary>
    /// A compressed answer that was cut decompresses without complaint, so the JSON has to show it. What still breaks off
    /// after the last attempt is returned, and kept as evidence by whoever fails to read it.
    /// </summary>
    private static bool BreaksOff(HttpResponseMessage response)
    {
        var text = ((ReceivedContent)response.Content).Body.Span.Trim(" \t\r\n"u8);
        return text is [(byte)'{', ..] and not [.., (byte)'}'];
    }
}
