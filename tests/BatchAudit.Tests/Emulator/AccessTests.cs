using System.Net;

namespace BatchAudit.Tests.Emulator;

public sealed class AccessTests
{
    private const string OneBatch = """{ "batches": [ { "id": "bat-1", "files": 1, "project_id": "prj-1" } ] }""";

    [Fact]
    public async Task A_missing_bearer_key_is_refused()
    {
        await using var served = await Served.WithAsync(OneBatch);
        served.Client.DefaultRequestHeaders.Authorization = null;

        var refusal = await served.GetAsync("/api/v2/batches", (int)HttpStatusCode.Unauthorized);

        Assert.Equal("""{"detail":"Invalid API Key"}""", refusal.GetRawText());
    }

    [Fact]
    public async Task Only_the_configured_key_is_let_in()
    {
        await using var right = await Served.WithAsync(OneBatch, "llx-test");
        await using var wrong = await Served.WithAsync(OneBatch, "llx-other");

        await right.GetAsync("/api/v2/batches");
        await wrong.GetAsync("/api/v2/batches", 401);
    }

    [Fact]
    public async Task What_is_unknown_says_so_in_the_vendors_words()
    {
        await using var served = await Served.WithAsync(OneBatch);

        Assert.Equal("Batch not found", Detail(await served.GetAsync("/api/v2/batches/bat-2", 404)));
        Assert.Equal("Parse job not found", Detail(await served.GetAsync("/api/v2/parse/pjb-2", 404)));
        Assert.Equal("Extract job not found", Detail(await served.GetAsync("/api/v2/extract/ext-2", 404)));
        Assert.Equal("Directory not found", Detail(await served.GetAsync("/api/v1/beta/directories/dir-2", 404)));
        Assert.Equal("Not Found", Detail(await served.GetAsync("/api/v3/batches", 404)));
        Assert.Equal("Method Not Allowed", Detail(await served.SendAsync(HttpMethod.Delete, "/api/v2/batches/bat-1", null, 405)));
    }

    [Fact]
    public async Task A_project_in_the_query_hides_the_batches_of_others()
    {
        await using var served = await Served.WithAsync(OneBatch);

        await served.GetAsync("/api/v2/batches/bat-1?project_id=prj-1&organization_id=org-1");
        await served.GetAsync("/api/v2/batches/bat-1?project_id=prj-2", 404);
        Assert.Empty(await served.AllAsync("/api/v2/batches?project_id=prj-2"));
    }

    [Fact]
    public async Task Requests_are_counted_by_route_and_kept_in_order()
    {
        await using var served = await Served.WithAsync(OneBatch);

        await served.GetAsync("/api/v2/batches/bat-1?expand=results");
        await served.GetAsync("/api/v2/batches/bat-2", 404);
        await served.GetAsync("/elsewhere", 404);

        Assert.Equal(2, served.Server.Requests.CountOf("GET /api/v2/batches/{batch_id}"));
        Assert.Equal(3, served.Server.Requests.Total);
        Assert.Equal(
            ["GET /api/v2/batches/bat-1?expand=results", "GET /api/v2/batches/bat-2", "GET /elsewhere"],
            served.Server.Requests.Last.Select(request => request.ToString()));
    }

    private static string? Detail(System.Text.Json.JsonElement refusal) => refusal.GetProperty("detail").GetString();
}
