using System.Text;
using BatchAudit.Collecting;
using BatchAudit.Integrity;
using BatchAudit.LlamaCloud;

namespace BatchAudit.Tests.LlamaCloud;

/// <summary>What answers say beyond the contract, by every kind of answer.</summary>
public sealed class UnknownFieldsTests
{
    /// <summary>All that the contract knows of each, which says nothing beyond it.</summary>
    public static TheoryData<string, string, string> Known => new()
    {
        { "parse_v2_jobs", "bat-1", """{ "items": [ { "id": "pjb-1", "project_id": "p", "status": "COMPLETED", "error_message": null, "name": null, "tier": "fast", "created_at": null, "updated_at": null, "user_metadata": { "a": "b" }, "usage": { "credits": 1, "extract_credits": null, "parse_credits": null } } ], "next_page_token": null, "total_size": 1 }""" },
        { "parse_v2_job", "bat-1/pjb-1", """{ "job": { "id": "pjb-1", "status": "COMPLETED", "user_metadata": null, "usage": null }, "markdown": { "pages": [] }, "result_content_metadata": null }""" },
        { "extract_v2_jobs", "bat-1", """{ "items": [ { "id": "ext-1", "project_id": "p", "file_input": "dfl-1", "status": "COMPLETED", "configuration_id": "c", "configuration": { "any": 1 }, "extract_result": [ { "any": [ 1, { "x": 2 } ] } ], "extract_metadata": { "parse_job_id": "pjb-1", "parse_tier": "fast", "field_metadata": { "any": 1 } }, "metadata": { "usage": { "num_pages_extracted": 1 } } } ] }""" },
        { "extract_v2_job", "bat-1/ext-1", """{ "id": "ext-1", "status": "COMPLETED", "extract_result": { "any": 1 }, "usage": { "credits": 3, "extract_credits": 2, "parse_credits": 1 } }""" },
        { "data_points", "parse_v2", """{ "items": [ { "id": "pjb-1", "project_id": "p", "status": "completed", "error_message": null, "custom_tag": "default", "created_at": null, "updated_at": null, "state_transitions": { "pending_at": null, "throttled_at": null, "running_at": null, "completed_at": null, "failed_at": null, "cancelled_at": null } } ] }""" },
        { "directory", "dir-1", """{ "id": "dir-1", "name": "n", "project_id": "p", "description": null, "type": "user", "connector_subscription_id": null, "expires_at": null, "system_metadata": { "any": 1 }, "created_at": null, "updated_at": null, "deleted_at": null }""" },
        { "directory_files", "dir-1", """{ "items": [ { "id": "dfl-1", "project_id": "p", "directory_id": "dir-1", "unique_id": "u", "display_name": "d", "file_id": null, "created_at": null, "updated_at": null, "deleted_at": null, "download_url": { "url": "u", "expires_at": null, "form_fields": null }, "metadata": { "any": [ "a" ] } } ] }""" },
        { "job_not_found", "bat-1/pjb-1", """{ "detail": "Parse job not found" }""" },
        { "directory_not_found", "dir-1", """{ "detail": "Directory not found" }""" },
    };

    [Theory]
    [MemberData(nameof(Known))]
    public void What_the_contract_knows_is_not_told(string kind, string subject, string body) => Assert.Empty(Read(kind, subject, body).UnknownFields);

    [Theory]
    [InlineData("batch", "bat-1", """{ "id": "bat-1", "status": "RUNNING", "priority": 1, "results": [ { "source_directory_file_id": "dfl-1", "pages": 3 } ] }""", "priority results[].pages")]
    [InlineData("parse_v2_jobs", "bat-1", """{ "items": [ { "id": "pjb-1", "status": "A" }, { "id": "pjb-2", "status": "A", "pages": { "a": [ 1 ] }, "usage": { "euros": 1 } }, { "id": "pjb-3", "status": "A", "pages": 2 } ] }""", "parse_job.pages parse_job.usage.euros")]
    [InlineData("parse_v2_job", "bat-1/pjb-1", """{ "job": { "id": "pjb-1", "status": "A", "reason_code": "X" } }""", "parse_job.reason_code")]
    [InlineData("extract_v2_jobs", "bat-1", """{ "items": [ { "id": "ext-1", "status": "A", "extract_metadata": { "version": 2 } } ] }""", "extract_job.extract_metadata.version")]
    [InlineData("extract_v2_job", "bat-1/ext-1", """{ "id": "ext-1", "status": "A", "version": "continuous" }""", "extract_job.version")]
    [InlineData("data_points", "parse_v2", """{ "items": [ { "id": "pjb-1", "queue": 1, "state_transitions": { "expired_at": null } } ] }""", "data_point.queue data_point.state_transitions.expired_at")]
    [InlineData("directory", "dir-1", """{ "id": "dir-1", "retention": 1 }""", "directory.retention")]
    [InlineData("directory_files", "dir-1", """{ "items": [ { "id": "dfl-1", "bar": null } ] }""", "directory_file.bar")]
    public void What_it_does_not_know_is_told_with_its_place(string kind, string subject, string body, string expected) =>
        Assert.Equal(expected.Split(' '), Read(kind, subject, body).UnknownFields);

    [Fact]
    public void Of_many_or_long_names_only_so_many_and_so_much_is_told()
    {
        var names = Enumerable.Range(0, 100_000).Select(n => $"\"{(n == 0 ? new string('a', 99) + "😀" : "")}{n}{new string('x', 200)}\": 1");
        var told = Read("directory_files", "dir-1", $$"""{ "items": [ { "id": "dfl-1", {{string.Join(',', names)}} } ] }""").UnknownFields;

        Assert.Equal(20, told.Count);
        Assert.All(told, name => Assert.InRange(name.Length, 1, "directory_file.".Length + 100));
        Assert.DoesNotContain(told, name => char.IsHighSurrogate(name[^1]));
    }

    private static Observation Read(string kind, string subject, string body) =>
        new StoredAnswers().Read(new StoredAnswer(kind, subject, DateTimeOffset.UnixEpoch, null, Encoding.UTF8.GetBytes(body)));
}
