using System.Net;

namespace BatchAudit.LlamaCloud.Transport;

/// <summary>One attempt: takes a slot, is counted, and gives the slot back before anyone waits for the next attempt.</summary>
internal sealed class AttemptHandler(AdaptiveLimit limit, CallMeter calls) : DelegatingHandler
{
    private static readonly HttpRequestOptionsKey<int> Number = new("attempts");

    private static readonly HttpRequestOptionsKey<(int Number, AttemptEnd End)> Ended = new("last attempt");

    /// <summary>How often the request was sent so far.</summary>
    public static int Attempts(HttpRequestMessage request) => request.Options.TryGetValue(Number, out var number) ? number : 0;

    /// <summary>The last attempt that came to an end, and how; null while none did.</summary>
    public static (int Number, AttemptEnd End)? LastEnded(HttpRequestMessage request) => request.Options.TryGetValue(Ended, out var ended) ? ended : null;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var era = await limit.EnterAsync(cancellationToken);

        try
        {
            var number = Attempts(request) + 1;
            request.Options.Set(Number, number);
            calls.Count(isRepeat: number > 1);

            var response = await SendAsync(request, number, cancellationToken);

            if (!ForeignServer.Is(Connection.CallOf(request), request.RequestUri!, response))
            {
                calls.Answered();
            }

            if (response.StatusCode == HttpStatusCode.TooManyRequests)
            {
                limit.Throttled(era);
            }
            else if (response.IsSuccessStatusCode)
            {
                limit.Succeeded();
            }

            return response;
        }
        finally
        {
            limit.Leave();
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, int number, CancellationToken cancellationToken)
    {
        try
        {
            var response = await base.SendAsync(request, cancellationToken);
            request.Options.Set(Ended, (number, new AttemptEnd(response.StatusCode, null)));
            return response;
        }
        catch (Exception failure) when (Retries.IsTransient(failure) && !(failure is OperationCanceledException && cancellationToken.IsCancellationRequested))
        {
            request.Options.Set(Ended, (number, new AttemptEnd(null, failure)));
            throw;
        }
    }
}
