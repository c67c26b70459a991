using System.Net;

namespace BatchAudit.LlamaCloud.Transport;

/// <summary>How an attempt ended that was of no use: with a status or with an exception.</summary>
internal sealed record AttemptEnd(HttpStatusCode? Status, Exception? Failure)
{
    /// <summary>As a clause: <c>503 Service Unavailable</c>, <c>Connection refused</c>.</summary>
    public string Words(LlamaCloudOptions options) => Status is { } status
        ? Refusal.Status(status) + ((int)status < 300 ? ", but the answer breaks off" : "")
        : Refusal.Cause(Failure!, options);
}
