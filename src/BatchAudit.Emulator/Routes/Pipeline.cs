using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace BatchAudit.Emulator;

/// <summary>What happens to every request: counted, struck by a fault or let through, answered, sent.</summary>
internal sealed class Pipeline(EmulatorOptions options, World world, RequestLog requests)
{
    private readonly ConcurrentBag<AnswerWriter> _writers = [];
    private readonly FaultBook _faults = new(options.Scenario, world.Start);

    public async Task AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        var path = request.Path.Value ?? "/";
        var (route, values, pathKnown) = RouteTable.Find(request.Method, path);
        requests.Add(new(request.Method, path, request.QueryString.Value ?? "", route?.Name ?? RequestLog.Unknown));

        var now = options.Time.GetUtcNow();
        var fault = _faults.Strike(request.Method, path, request.QueryString.Value ?? "", now);
        if (fault?.Delay is { } delay)
        {
            await Task.Delay(delay, options.Time, context.RequestAborted);
            now = options.Time.GetUtcNow();
        }

        if (fault is { Drop: true })
        {
            context.Abort();
            return;
        }

        if (fault is not null && FaultAnswer.Replaces(fault))
        {
            await FaultAnswer.SendAsync(context.Response, fault, now, context.RequestAborted);
            return;
        }

        var writer = _writers.TryTake(out var used) ? used : new AnswerWriter();
        writer.DatesWithoutOffset = fault is { DatesWithoutOffset: true };
        var call = new Call(world, request, now, writer) { Fault = fault, Values = values };
        try
        {
            Authorize(request);
            call.Body = await BodyOfAsync(request, context.RequestAborted);
            (route?.Answer ?? throw (pathKnown ? new Refusal(405, "Method Not Allowed") : new Refusal(404, "Not Found")))(call);
        }
        catch (Refusal refusal)
        {
            writer.Clear();
            refusal.Write(writer);
            call.Status = refusal.Status;
        }

        await AnswerSender.SendAsync(context, call, options.Scenario.Gzip);
        writer.Clear();
        _writers.Add(writer);
    }

    private void Authorize(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        var key = header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header[7..].Trim() : "";
        if (key.Length == 0 || (options.ApiKey is { } only && key != only))
        {
            throw new Refusal(401, "Invalid API Key");
        }
    }

    private static async Task<JsonElement?> BodyOfAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength is null or 0 && request.Headers.TransferEncoding.Count == 0)
        {
            return null;
        }

        try
        {
            using var document = await JsonDocument.ParseAsync(request.Body, cancellationToken: cancellationToken);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            throw Refusal.InvalidBody("JSON decode error", "json_invalid");
        }
    }
}
