using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace BatchAudit.Tests.Cli;

/// <summary>
/// A service with one batch over three files: one processed, one missing, one that came too late. It writes its times in a form of
/// its own; all else stays the same.
/// </summary>
internal sealed partial class WorldServer : IAsyncDisposable
{
    private const string Batch = """
        "id": "bat-1", "project_id": "prj-1", "source_directory_id": "dir-1", "status": "COMPLETED",
        "config": { "job": { "type": "parse_v2", "configuration_id": "cfg-1" } },
        "created_at": "2026-05-01T10:00:00Z", "updated_at": "2026-05-01T11:00:00Z"
        """;

    private static readonly Dictionary<string, string> Answers = new()
    {
        ["/api/v2/batches"] = $$"""{ "items": [ { {{Batch}} } ], "next_page_token": null }""",
        ["/api/v2/batches/bat-1"] = $$"""
            { {{Batch}}, "results": [ { "source_directory_file_id": "dfl-1", "job_reference": { "type": "parse_v2", "id": "pjb-1" }, "error_message": null } ] }
            """,
        ["/api/v2/parse"] = """
            { "items": [ { "id": "pjb-1", "status": "COMPLETED", "created_at": "2026-05-01T10:00:00Z", "updated_at": "2026-05-01T11:00:00Z" } ], "next_page_token": null }
            """,
        ["/api/v1/job-data-points"] = """
            { "items": [ { "id": "pjb-1", "state_transitions": { "running_at": "2026-05-01T10:01:00Z", "completed_at": "2026-05-01T10:03:00Z" } } ], "next_page_token": null }
            """,
        ["/api/v1/beta/directories/dir-1"] = """{ "id": "dir-1", "name": "d", "project_id": "prj-1", "expires_at": "2026-05-09T09:00:00Z" }""",
        ["/api/v1/beta/directories/dir-1/files"] = """
            { "next_page_token": null, "items": [
              { "id": "dfl-1", "unique_id": "u1", "display_name": "f1.pdf", "created_at": "2026-05-01T09:00:00Z", "deleted_at": "2026-05-01T12:00:00Z" },
              { "id": "dfl-2", "unique_id": "u2", "display_name": "f2.pdf", "created_at": "2026-05-01T09:00:00Z" },
              { "id": "dfl-3", "unique_id": "u3", "display_name": "f3.pdf", "created_at": "2026-05-01T12:00:00Z" } ] }
            """,
    };

    private readonly WebApplication _app;

    private WorldServer(WebApplication app) => _app = app;

    public string Url => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    /// <param name="write">From <c>2026-05-01T10:00:00Z</c> to the JSON that is sent for it.</param>
    public static async Task<WorldServer> StartAsync(Func<string, string> write)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();

        app.Run(async call =>
        {
            var isKnown = Answers.TryGetValue(call.Request.Path, out var answer);
            call.Response.StatusCode = isKnown ? 200 : 404;
            var body = Encoding.UTF8.GetBytes(isKnown ? Time().Replace(answer!, time => write(time.Groups[1].Value)) : """{ "detail": "Not Found" }""");
            call.Response.ContentLength = body.Length;
            await call.Response.Body.WriteAsync(body);
        });

        await app.StartAsync(TestContext.Current.CancellationToken);
        return new WorldServer(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [GeneratedRegex("\"(2026-[^\"]*Z)\"")]
    private static partial Regex Time();
}
