using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Http.Headers;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;
using BatchAudit.LlamaCloud.Json;
using Microsoft.Extensions.Http.Resilience;

namespace BatchAudit.LlamaCloud.Transport;

/// <summary>
/// Sends calls, each through the same chain: retry (attempt: slot (time-out (whole body (socket)))). Queueing for a slot
/// costs no attempt's time, and waiting for the next attempt holds no slot.
/// </summary>
internal sealed class Connection : IDisposable
{
    private static readonly HttpRequestOptionsKey<Call> Asked = new("call");

    private static readonly ProductInfoHeaderValue UserAgent = new("batch-audit", Version());

    private readonly LlamaCloudOptions _options;
    private readonly AuthenticationHeaderValue _authorization;
    private readonly Refusal _refusal;
    private readonly HttpMessageInvoker _http;

    public Connection(LlamaCloudOptions options)
    {
        options.Check();
        _options = options;
        options.Redaction.AddKey(options.ApiKey);
        _authorization = new AuthenticationHeaderValue("Bearer", options.ApiKey.Trim());
        BaseUrl = Endpoint.Normalise(options.BaseUrl);

        if (!options.AllowHttp)
        {
            Endpoint.RequireEncrypted(BaseUrl, HttpClient.DefaultProxy);
        }

        Limit = new AdaptiveLimit(options.Concurrency);
        _refusal = new Refusal(options, BaseUrl, Calls);
        _http = Chain(options, Limit, Calls);
    }

    public string BaseUrl { get; }

    public AdaptiveLimit Limit { get; }

    public CallMeter Calls { get; } = new();

    /// <summary>As the newest answer that said so; null while none did.</summary>
    public ServerClock? Clock { get; private set; }

    /// <summary>What a request had met that was cancelled; null when none was, or there is nothing to say of it.</summary>
    public AuditException? CutShort { get; private set; }

    public static string SubjectOf(HttpRequestMessage request) =>
        request.Options.TryGetValue(Asked, out var call) ? call.Subject : request.RequestUri!.AbsolutePath;

    public static Call CallOf(HttpRequestMessage request) => request.Options.TryGetValue(Asked, out var call) ? call : throw new InvalidOperationException("Not sent from here.");

    /// <summary>The start of every query: whose batches are meant.</summary>
    public Query Query(string? projectId = null, string? organizationId = null) => new Query()
        .Add("project_id", projectId ?? _options.ProjectId)
        .Add("organization_id", organizationId ?? _options.OrganizationId);

    public async Task<Answer<T>> GetAsync<T>(Call call, Func<ReadOnlyMemory<byte>, T> read, CancellationToken cancellationToken)
    {
        using var request = Request(call);
        using var response = await SendAsync(call, request, cancellationToken);
        var content = (ReceivedContent)response.Content;
        Clock = response.Headers.Date is { } date ? new ServerClock(date, content.ReceivedAt) : Clock;

        if (response.IsSuccessStatusCode && !_refusal.IsElsewhere(call, response))
        {
            _refusal.RefuseSecret(call, content.Body);
            return new Answer<T>(Read(read, content.Body), content.Body, content.ReceivedAt);
        }

        ThrowIfCancelled(call, request, cancellationToken);
        throw _refusal.Answered(call, response, content.Body, AttemptHandler.Attempts(request));
    }

    public Task<Answer<T>> GetAsync<T>(Call call, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class =>
        GetAsync(call, body => JsonBody.Read(body, type, call.Subject), cancellationToken);

    /// <summary>Follows the cursor to its end, repeating the filters on every page.</summary>
    public async IAsyncEnumerable<Answer<Page<T>>> PagesAsync<T>(
        Call call, JsonTypeInfo<Page<T>> type, [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : class
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var next = call;

        while (true)
        {
            var answer = await GetAsync(next, body => Pages.Read(body, type, call.Subject), cancellationToken);
            yield return answer;

            if (string.IsNullOrEmpty(answer.Value.NextPageToken))
            {
                yield break;
            }

            if (!seen.Add(answer.Value.NextPageToken))
            {
                throw Pages.Loop(call, answer.Body, seen.Count);
            }

            next = call with { Query = call.Query.With("page_token", answer.Value.NextPageToken) };
        }
    }

    public void Dispose()
    {
        _http.Dispose();
        Limit.Dispose();
    }

    /// <summary>What is wrong with an answer is told in its own words.</summary>
    private T Read<T>(Func<ReadOnlyMemory<byte>, T> read, ReadOnlyMemory<byte> body)
    {
        try
        {
            return read(body);
        }
        catch (AuditException wrong)
        {
            throw _options.Redaction.Of(wrong);
        }
    }

    private async Task<HttpResponseMessage> SendAsync(Call call, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await _http.SendAsync(request, cancellationToken);
        }
        catch (Exception failure) when (Retries.IsTransient(failure))
        {
            ThrowIfCancelled(call, request, cancellationToken);
            throw _refusal.NoAnswer(call, failure, AttemptHandler.Attempts(request));
        }
    }

    private void ThrowIfCancelled(Call call, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            var last = AttemptHandler.LastEnded(request);
            // Of several, one that can tell how an attempt ended.
            CutShort = last is null && CutShort is not null ? CutShort : _refusal.CutShort(call, last);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private HttpRequestMessage Request(Call call)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(BaseUrl + call.Path + call.Query));
        request.Headers.Authorization = _authorization;
        request.Headers.UserAgent.Add(UserAgent);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Options.Set(Asked, call);
        return request;
    }

    [SuppressMessage("Reliability", "CA2000", Justification = "Disposing the outermost one disposes the whole chain.")]
    private static HttpMessageInvoker Chain(LlamaCloudOptions options, AdaptiveLimit limit, CallMeter calls)
    {
        var socket = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.All,
            // An audit may run for hours; a name that moved is noticed.
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            UseCookies = false,
        };
        var body = new WholeBodyHandler(options.MaxBodyBytes, options.Time) { InnerHandler = socket };
        var timeout = new ResilienceHandler(Retries.AttemptTimeout(options)) { InnerHandler = body };
        var attempt = new AttemptHandler(limit, calls) { InnerHandler = timeout };

        return new HttpMessageInvoker(new ResilienceHandler(Retries.Pipeline(options)) { InnerHandler = attempt });
    }

    private static string Version()
    {
        var version = typeof(Connection).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
        return version.Split('+')[0];
    }
}
