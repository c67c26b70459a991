using System.Net;

namespace BatchAudit.LlamaCloud.Transport;

/// <summary>One attempt: takes a slot, is counted, and gives the slot back before anyone waits for the next attempt.</summary>
internal sealed class AttemptHandler(AdaptiveLimit limit, CallMeter calls) : DelegatingHandler
{
    private static readonly HttpRequestOptionsKey<int> Number = new("attempts");

    /// <summary>How often the request was sent so far.</summary>
    public static int Attempts(HttpRequestMessage request) => request.Options.TryGetValue(Number, out var number) ? number : 0;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var era = await limit.EnterAsync(cancellationToken);

        try
        {
            var number = Attempts(request) + 1;
            request.Options.Set(Number, number);
            calls.Count(isRepeat: number > 1);

            var response = await base.SendAsync(request, cancellationToken);

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
}
