namespace BatchAudit.Tests.Emulator;

public sealed class DirectoryRouteTests
{
    private const string Files = "/api/v1/beta/directories/dir-1/files";

    private const string Scenario = """
        { "batches": [ { "directory": { "id": "dir-1", "type": "ephemeral", "expires": "02:00:00", "gone": "02:00:00" }, "files": [
          { "id": "dfl-1", "name": "a/{n:00}.pdf", "unique_id": "one" },
          { "id": "dfl-2", "deleted": "00:10:00" },
          { "id": "dfl-3", "added": "01:30:00" },
          { "id": "dfl-4", "in_directory": false } ] } ] }
        """;

    [Fact]
    public async Task Deleted_files_are_listed_only_when_asked_for_and_late_ones_only_once_there()
    {
        await using var served = await Served.WithAsync(Scenario);

        Assert.Equal(["dfl-1"], await IdsAsync(served, Files));
        Assert.Equal(["dfl-1", "dfl-2"], await IdsAsync(served, $"{Files}?include_deleted=true&page_size=1"));
        served.Time.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal(["dfl-1", "dfl-3"], await IdsAsync(served, Files));
        Assert.Equal(["dfl-1"], await IdsAsync(served, $"{Files}?display_name=a/01.pdf&unique_id=one"));
    }

    [Fact]
    public async Task The_body_of_a_listing_is_an_array_of_ids_or_nothing()
    {
        await using var served = await Served.WithAsync(Scenario);

        var asked = await served.SendAsync(HttpMethod.Get, $"{Files}?include_deleted=true", """["dfl-2"]""", 200);

        Assert.Equal(1, asked.GetProperty("items").GetArrayLength());
        await served.SendAsync(HttpMethod.Get, Files, "null", 200);
        await served.SendAsync(HttpMethod.Get, Files, "{}", 422);
        await served.SendAsync(HttpMethod.Get, Files, $"[{string.Join(',', Enumerable.Repeat("\"dfl-1\"", 201))}]", 422);
    }

    [Fact]
    public async Task An_ephemeral_directory_takes_its_files_along_when_it_goes()
    {
        await using var served = await Served.WithAsync(Scenario);

        var directory = await served.GetAsync("/api/v1/beta/directories/dir-1");
        await served.GetAsync($"{Files}/dfl-1");
        served.Time.Advance(TimeSpan.FromHours(1));

        Assert.Equal("2026-05-04T23:00:00.000Z", directory.GetProperty("expires_at").GetString());
        await served.GetAsync("/api/v1/beta/directories/dir-1", 404);
        await served.GetAsync($"{Files}/dfl-1", 404);
        Assert.Empty(await served.AllAsync("/api/v1/beta/directories"));
    }

    private static async Task<IEnumerable<string?>> IdsAsync(Served served, string path) =>
        (await served.AllAsync(path)).Select(file => file.GetProperty("id").GetString());
}
