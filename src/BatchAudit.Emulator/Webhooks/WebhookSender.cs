using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace BatchAudit.Emulator;

/// <summary>
/// Sends each batch's events to the endpoints it was created with, as its statuses change by the emulator's clock. An endpoint gets
/// them one after the other; one that does not answer holds up none of the others.
/// </summary>
internal sealed class WebhookSender : IAsyncDisposable
{
    // Three attempts, says the contract, and these are the waits between them.
    private static readonly TimeSpan[] Waits = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)];

    /// <summary>A timer takes no more than some weeks.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly World _world;
    private readonly EmulatorOptions _options;
    private readonly HttpClient _client = LoopbackClient.Create();
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentBag<Task> _followed = [];
    private readonly ConcurrentDictionary<int, CancellationTokenSource> _changes = new();
    private readonly int _scripted;

    /// <summary>Batches that are made from now on are followed.</summary>
    public WebhookSender(World world, EmulatorOptions options)
    {
        (_world, _options, _scripted) = (world, options, world.BatchCount);
        world.Created += batch => Follow(batch, batch.CreatedAt);
        world.Cancelled += Wake;
    }

    /// <summary>Follows the scenario's batches; whoever hears of one can ask for it by now.</summary>
    public void Start()
    {
        if (_options.Scenario.Batches.All(batch => batch.WebhookConfigurations.Count == 0))
        {
            return;
        }

        var since = _options.Scenario.Start is null ? _world.Start : _options.Time.GetUtcNow();

        for (var ordinal = 0; ordinal < _scripted; ordinal++)
        {
            Follow(_world.BatchAt(ordinal), since);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_followed);
        _client.Dispose();
        _stop.Dispose();
    }

    /// <summary>A cancelled batch has other events from then on.</summary>
    [SuppressMessage("Reliability", "CA2000", Justification = "Whoever waits may be about to ask it for its token; without a timer it holds nothing.")]
    private void Wake(Batch batch)
    {
        if (_changes.TryRemove(batch.Ordinal, out var change))
        {
            change.Cancel();
        }
    }

    private void Follow(Batch batch, DateTimeOffset since)
    {
        foreach (var endpoint in batch.Script.WebhookConfigurations)
        {
            _followed.Add(Task.Run(() => FollowAsync(batch.Ordinal, endpoint, since)));
        }
    }

    private async Task FollowAsync(int ordinal, WebhookScript endpoint, DateTimeOffset since)
    {
        var sent = new HashSet<string>(StringComparer.Ordinal);

        try
        {
            while (true)
            {
                // Before looking what comes next: whatever changes that from here on ends the wait for it.
                var change = _changes.GetOrAdd(ordinal, _ => new CancellationTokenSource()).Token;

                if (BatchEvent.Of(_world.BatchAt(ordinal)).FirstOrDefault(one => one.At >= since && !sent.Contains(one.Id)) is not { } next)
                {
                    return;
                }

                if (await ReachAsync(next.At, change))
                {
                    sent.Add(next.Id);
                    await SendAsync(_world.BatchAt(ordinal), endpoint, next);
                }
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The emulator ends, and its world with it.
        }
    }

    /// <returns>Whether it is that time; otherwise something changed, or there is longer to wait.</returns>
    private async Task<bool> ReachAsync(DateTimeOffset at, CancellationToken change)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(change, _stop.Token);

        try
        {
            var left = at - _options.Time.GetUtcNow();
            await WaitAsync(left < LongestWait ? left : LongestWait, either.Token);
        }
        catch (OperationCanceledException) when (!_stop.IsCancellationRequested)
        {
            return false;
        }

        return _options.Time.GetUtcNow() >= at;
    }

    /// <summary>Whoever moves the clock may do so before the wait has begun: then it is over already.</summary>
    private async Task WaitAsync(TimeSpan span, CancellationToken cancellationToken)
    {
        if (span <= TimeSpan.Zero)
        {
            return;
        }

        var until = _options.Time.GetUtcNow() + span;
        var wait = Task.Delay(span, _options.Time, cancellationToken);

        if (_options.Time.GetUtcNow() < until)
        {
            await wait;
        }
    }

    private async Task SendAsync(Batch batch, WebhookScript endpoint, BatchEvent told)
    {
        if (!endpoint.Wants(told.Type))
        {
            return;
        }

        var body = told.Body(batch, endpoint.IsString);

        for (var attempt = 0; ; attempt++)
        {
            var answer = await AttemptAsync(endpoint, told, body);
            _options.Note($"webhook {told.Type} of {batch.Id} to {endpoint.Place}: {answer.Text}");

            if (answer.IsSuccess || attempt == Waits.Length)
            {
                return;
            }

            await WaitAsync(Waits[attempt], _stop.Token);
        }
    }

    private async Task<(bool IsSuccess, string Text)> AttemptAsync(WebhookScript endpoint, BatchEvent told, byte[] body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint.WebhookUrl) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");

        foreach (var (name, value) in endpoint.WebhookHeaders ?? new Dictionary<string, string>())
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        Set("User-Agent", "llamaindex-webhook-service/1.0");
        Set("X-Webhook-Event-ID", told.Id);
        Set("X-Webhook-Event-Type", told.Type);

        if (endpoint.WebhookSigningSecret is { Length: > 0 } secret)
        {
            Set("LC-Signature", $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body))}");
        }

        try
        {
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, _stop.Token);
            return (response.IsSuccessStatusCode, $"{(int)response.StatusCode}");
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException || (failure is OperationCanceledException && !_stop.IsCancellationRequested))
        {
            return (false, failure.GetBaseException().Message);
        }

        void Set(string name, string value)
        {
            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, value);
        }
    }
}
