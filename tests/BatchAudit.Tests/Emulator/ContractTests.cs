using System.Text.Json;

namespace BatchAudit.Tests.Emulator;

/// <summary>What the vendor's own checks would say of the emulator's answers, and what the vendor refuses.</summary>
public sealed class ContractTests
{
    private const string Scenario = """
        { "batches": [
          { "id": "bat-1", "directory": { "id": "dir-1" }, "files": [
            { "id": "dfl-1", "job": { "id": "pjb-1", "credits": 7 } },
            { "mapping_error": "no" }, { "row": "neither" },
            { "job": { "id": "pjb-2", "status": "FAILED", "error_message": "TIMEOUT" } }, { "job": { "status": "RUNNING" } } ] },
          { "id": "bat-2", "job_type": "extract_v2", "files": [
            { "job": { "id": "ext-1", "credits": 2.5 } }, { "job": { "id": "ext-2", "status": "FAILED" } }, { "job": { "status": "PENDING" } } ] } ] }
        """;

    /// <summary>Of every route what its answers must have, and of which type: s(tring), n(umber), b(oolean), o(bject), a(rray), ? for or null.</summary>
    public static TheoryData<string, string> Required => new()
    {
        { "/api/v2/batches", "id:s project_id:s source_directory_id:s config:o config.job:o config.job.type:s config.job.configuration_id:s status:s created_at:s? updated_at:s? results:a?" },
        { "/api/v2/batches/bat-1?expand=results", "id:s project_id:s source_directory_id:s config.job.type:s config.job.configuration_id:s status:s results:a results[].source_directory_file_id:s results[].job_reference:o? results[].job_reference.type:s results[].job_reference.id:s results[].error_message:s?" },
        { "/api/v2/parse", "id:s project_id:s status:s error_message:s? name:s? tier:s? created_at:s? updated_at:s? user_metadata:o? usage:o?" },
        { "/api/v2/parse/pjb-1", "job:o job.id:s job.project_id:s job.status:s job.usage:null" },
        { "/api/v2/parse/pjb-1?expand=usage", "job.id:s job.usage:o job.usage.credits:n?" },
        { "/api/v2/parse/pjb-2?expand=usage&expand=metadata", "job.error_message:s job.usage:o job.usage.credits:n?" },
        { "/api/v2/extract", "id:s project_id:s file_input:s status:s created_at:s updated_at:s error_message:s? configuration_id:s? configuration:o? extract_result:o? extract_metadata:o? metadata:o? usage:o?" },
        { "/api/v2/extract/ext-1", "id:s project_id:s file_input:s status:s created_at:s updated_at:s usage:null extract_result:o metadata.usage.num_pages_extracted:n" },
        { "/api/v2/extract/ext-1?expand=usage", "usage:o usage.credits:n usage.extract_credits:n usage.parse_credits:n" },
        { "/api/v1/job-data-points?job_type=parse&hours=168", "id:s project_id:s created_at:s updated_at:s status:s custom_tag:s error_message:s? state_transitions:o? state_transitions.completed_at:s?" },
        { "/api/v1/job-data-points?job_type=extract&hours=168", "id:s project_id:s created_at:s updated_at:s status:s custom_tag:s" },
        { "/api/v1/beta/directories", "id:s name:s project_id:s description:s? type:s? expires_at:s? created_at:s? updated_at:s? deleted_at:s?" },
        { "/api/v1/beta/directories/dir-1", "id:s name:s project_id:s system_metadata:o? connector_subscription_id:s?" },
        { "/api/v1/beta/directories/dir-1/files?expand=download_url", "id:s project_id:s directory_id:s unique_id:s display_name:s file_id:s? metadata:o? download_url:o download_url.url:s download_url.expires_at:s created_at:s? updated_at:s? deleted_at:s?" },
        { "/api/v1/beta/directories/dir-1/files/dfl-1", "id:s project_id:s directory_id:s unique_id:s display_name:s" },
    };

    [Theory]
    [MemberData(nameof(Required))]
    public async Task Every_answer_has_what_the_contract_requires_and_as_what(string path, string fields)
    {
        await using var served = await Served.WithAsync(Scenario);

        var answer = await served.GetAsync(path);
        var rows = answer.TryGetProperty("items", out var items) ? items.EnumerateArray().ToList() : [answer];

        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.All(fields.Split(' '), field =>
        {
            var (names, type) = (field.Split(':')[0].Split('.'), field.Split(':')[1]);
            Assert.All(At(row, names), found => Assert.True(Is(found, type), $"{field}: {found?.GetRawText() ?? "absent"} in {row.GetRawText()}"));
        }));
    }

    [Fact]
    public async Task A_page_has_items_and_a_cursor_that_may_be_null()
    {
        await using var served = await Served.WithAsync(Scenario);

        var page = await served.GetAsync("/api/v2/parse?page_size=1");

        Assert.Equal((JsonValueKind.Array, JsonValueKind.String), (page.GetProperty("items").ValueKind, page.GetProperty("next_page_token").ValueKind));
        Assert.Equal(JsonValueKind.Null, (await served.GetAsync("/api/v2/parse")).GetProperty("next_page_token").ValueKind);
    }

    [Fact]
    public async Task Credits_are_told_only_where_usage_is_expanded()
    {
        await using var served = await Served.WithAsync(Scenario);

        Assert.Equal(7, (await served.GetAsync("/api/v2/parse/pjb-1?expand=usage")).GetProperty("job").GetProperty("usage").GetProperty("credits").GetDecimal());
        var usage = (await served.GetAsync("/api/v2/extract/ext-1?expand=configuration&expand=usage")).GetProperty("usage");
        Assert.Equal(2.5m, usage.GetProperty("credits").GetDecimal());
        Assert.Equal(2.5m, usage.GetProperty("extract_credits").GetDecimal() + usage.GetProperty("parse_credits").GetDecimal());
    }

    [Theory]
    [InlineData("/api/v2/batches?page_size=0", "page_size", "greater_than_equal")]
    [InlineData("/api/v2/batches?page_size=-1", "page_size", "greater_than_equal")]
    [InlineData("/api/v2/parse?page_size=0", "page_size", "greater_than_equal")]
    [InlineData("/api/v2/extract?page_size=ten", "page_size", "int_parsing")]
    [InlineData("/api/v1/beta/directories?page_size=1.5", "page_size", "int_parsing")]
    [InlineData("/api/v1/beta/directories/dir-1/files?page_size=99999999999", "page_size", "int_parsing")]
    [InlineData("/api/v1/beta/directories/dir-1/files?page_size=", "page_size", "int_parsing")]
    [InlineData("/api/v1/job-data-points?job_type=parse&page_size=0", "page_size", "greater_than_equal")]
    [InlineData("/api/v1/job-data-points?job_type=parse&hours=0", "hours", "greater_than_equal")]
    [InlineData("/api/v1/job-data-points?job_type=parse&hours=169", "hours", "less_than_equal")]
    [InlineData("/api/v1/job-data-points?job_type=parse&hours=a", "hours", "int_parsing")]
    [InlineData("/api/v1/job-data-points?job_type=parse&status=DONE", "status", "enum")]
    [InlineData("/api/v1/job-data-points?job_type=parse_v2", "job_type", "enum")]
    [InlineData("/api/v1/job-data-points", "job_type", "missing")]
    [InlineData("/api/v2/batches?status=completed", "status", "enum")]
    [InlineData("/api/v2/parse?status=THROTTLED", "status", "enum")]
    [InlineData("/api/v2/extract?status=DONE", "status", "enum")]
    [InlineData("/api/v1/beta/directories?types=user&types=mine", "types", "enum")]
    [InlineData("/api/v2/batches?created_at_on_or_after=yesterday", "created_at_on_or_after", "datetime_from_date_parsing")]
    [InlineData("/api/v2/batches/bat-1?expand=results,results", "expand", "enum")]
    [InlineData("/api/v2/batches/bat-1?expand[]=results&expand=", "expand", "enum")]
    [InlineData("/api/v2/parse/pjb-1?expand=usage,metadata", "expand", "enum")]
    [InlineData("/api/v2/parse/pjb-1?expand=usages", "expand", "enum")]
    [InlineData("/api/v2/parse/pjb-1?expand=usage,text_content_metadata", "expand", "enum")]
    [InlineData("/api/v2/extract/ext-1?expand=usage,configuration", "expand", "enum")]
    [InlineData("/api/v2/extract?expand=usage", "expand", "enum")]
    [InlineData("/api/v1/beta/directories/dir-1/files?expand=download_url,metadata", "expand", "enum")]
    public async Task What_is_asked_wrongly_is_refused_with_its_place(string path, string name, string type)
    {
        await using var served = await Served.WithAsync(Scenario);

        var detail = Assert.Single((await served.GetAsync(path, 422)).GetProperty("detail").EnumerateArray());

        Assert.Equal(["query", name], detail.GetProperty("loc").EnumerateArray().Select(part => part.GetString()));
        Assert.Equal(type, detail.GetProperty("type").GetString());
    }

    [Theory]
    [InlineData("/api/v2/extract?status=THROTTLED")]
    [InlineData("/api/v2/batches?status=THROTTLED&page_size=100000")]
    [InlineData("/api/v1/job-data-points?job_type=classify&status=completed&status=failed")]
    [InlineData("/api/v2/parse/pjb-1?expand=usage&expand=markdown_content_metadata&expand=stripped_markdown_content_metadata")]
    [InlineData("/api/v2/batches?project_id=prj-none&organization_id=org-1")]
    public async Task What_the_contract_allows_is_answered(string path)
    {
        await using var served = await Served.WithAsync(Scenario);

        await served.GetAsync(path);
    }

    [Theory]
    [InlineData(1000, 0, 201)]
    [InlineData(1001, 0, 422)]
    [InlineData(1001, 1, 201)]
    public async Task A_batch_is_made_of_a_thousand_files_at_most(int files, int deleted, int status)
    {
        await using var served = await Served.WithAsync($$"""
            { "batches": [ { "directory": { "id": "dir-1" }, "files": [ { "count": {{files - deleted}} }, { "count": {{deleted}}, "deleted": "00:00:00" } ] } ] }
            """);

        var answer = await served.SendAsync(
            HttpMethod.Post,
            "/api/v2/batches",
            """{ "source_directory_id": "dir-1", "config": { "job": { "type": "parse_v2", "configuration_id": "cfg-1" } } }""",
            status);

        Assert.Equal(status == 201, answer.TryGetProperty("id", out _));
    }

    /// <summary>Nothing below what is null is looked for.</summary>
    private static IEnumerable<JsonElement?> At(JsonElement row, ReadOnlySpan<string> names)
    {
        if (names is [])
        {
            return [row];
        }

        if (row.ValueKind == JsonValueKind.Null)
        {
            return [];
        }

        var isArray = names[0].EndsWith("[]", StringComparison.Ordinal);

        if (!row.TryGetProperty(names[0].TrimEnd('[', ']'), out var found))
        {
            return [null];
        }

        var rest = names[1..].ToArray();
        return isArray ? found.EnumerateArray().SelectMany(element => At(element, rest)).ToList() : At(found, rest);
    }

    private static bool Is(JsonElement? found, string type) => found is { } value && (value.ValueKind, type.TrimEnd('?')) switch
    {
        (JsonValueKind.Null, "null") => true,
        (JsonValueKind.Null, _) => type.EndsWith('?'),
        (JsonValueKind.String, "s") => value.GetString()!.Length > 0,
        (JsonValueKind.Number, "n") or (JsonValueKind.Object, "o") or (JsonValueKind.Array, "a") => true,
        _ => false,
    };
}
