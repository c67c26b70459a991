using System.Text;
using BatchAudit.LlamaCloud;

namespace BatchAudit.Tests.LlamaCloud;

public sealed class BatchParserTests
{
    private static BatchSnapshot Parse(string json) => BatchParser.Parse(Encoding.UTF8.GetBytes(json), askedId: null);

    [Theory]
    [InlineData("", ResultsState.Absent)]
    [InlineData(""","results":null""", ResultsState.Null)]
    [InlineData(""","results":[]""", ResultsState.Listed)]
    public void Absent_null_and_listed_results_are_three_things(string results, ResultsState state)
    {
        var batch = Parse($$"""{"id":"bat-1","status":"RUNNING"{{results}}}""");

        Assert.Equal(state, batch.ResultsState);
        Assert.Empty(batch.Results);
    }

    [Fact]
    public void Every_shape_of_row_keeps_its_place()
    {
        var batch = Parse("""
            {"id":"bat-1","status":"COMPLETED","results":[
              {"source_directory_file_id":"dfl-1","job_reference":{"type":"parse_v2","id":"pjb-1"}},
              {"source_directory_file_id":"dfl-2","error_message":"too large","job_reference":null},
              {"source_directory_file_id":"dfl-3"},
              {"source_directory_file_id":"dfl-3","job_reference":{"type":"dream_v9","id":"x"},"error_message":"both"},
              {"error_message":"whose?"},
              {"job_reference":{}},
              null
            ]}
            """);

        Assert.Equal(
            [
                new("dfl-1", "parse_v2", "pjb-1", null),
                new("dfl-2", null, null, "too large"),
                new("dfl-3", null, null, null),
                new("dfl-3", "dream_v9", "x", "both"),
                new("", null, null, "whose?"),
                new("", null, null, null),
                new("", null, null, null),
            ],
            batch.Results);
    }

    [Fact]
    public void More_than_a_thousand_rows_are_all_there()
    {
        var rows = string.Join(',', Enumerable.Range(0, 2500).Select(i => $$"""{"source_directory_file_id":"dfl-{{i}}"}"""));

        Assert.Equal(2500, Parse($$"""{"id":"bat-1","status":"RUNNING","results":[{{rows}}]}""").Results.Count);
    }

    [Theory]
    [InlineData("\"2026-05-01T10:00:00\"", "2026-05-01T10:00:00.000Z")]
    [InlineData("\"2026-05-01T10:00:00.123456\"", "2026-05-01T10:00:00.123Z")]
    [InlineData("\"2026-05-01T10:00:00Z\"", "2026-05-01T10:00:00.000Z")]
    [InlineData("\"2026-05-01T10:00:00.5-04:00\"", "2026-05-01T14:00:00.500Z")]
    [InlineData("\"2026-05-01\"", "2026-05-01T00:00:00.000Z")]
    [InlineData("\"yesterday\"", null)]
    [InlineData("\"10:30\"", null)]
    [InlineData("\"\"", null)]
    [InlineData("null", null)]
    [InlineData("1777629600", null)]
    [InlineData("{\"seconds\":[1]}", null)]
    public void A_time_is_read_as_UTC_or_not_at_all(string json, string? expected) =>
        Assert.Equal(expected, UtcText.Of(Parse($$"""{"id":"bat-1","status":"RUNNING","created_at":{{json}}}""").CreatedAt));

    [Theory]
    [InlineData("""\ud800""", "\uFFFD")]
    [InlineData("""\uDC00x""", "\uFFFDx")]
    [InlineData("""\ud83d\ud83d\ude00""", "\uFFFD\U0001F600")]
    [InlineData("""\ud83d\u0041""", "\uFFFDA")]
    [InlineData("""\\ud800""", """\ud800""")]
    [InlineData("""\\\ud800""", "\\\uFFFD")]
    public void Half_a_character_is_shown_as_a_replacement(string escaped, string read)
    {
        var batch = Parse($$"""{"\ud800":1,"id":"bat-1","status":"FAILED","results":[{"error_message":"{{escaped}}"}]}""");

        Assert.Equal(read, batch.Results[0].MappingError);
    }

    [Fact]
    public void Bytes_that_are_no_UTF8_are_shown_as_a_replacement()
    {
        byte[] body = [.. "{\"id\":\"bat-1\",\"status\":\"A"u8, 0xFF, .. "B\"}"u8];

        Assert.Equal("A\uFFFDB", BatchParser.Parse(body, "bat-1").Status);
    }

    [Fact]
    public void A_byte_order_mark_is_passed_over()
    {
        byte[] body = [0xEF, 0xBB, 0xBF, .. "{\"id\":\"bat-1\",\"status\":\"NEW_WORD\"}"u8];

        Assert.Equal("NEW_WORD", BatchParser.Parse(body, "bat-1").Status);
    }

    [Fact]
    public void Stored_bytes_of_another_batch_are_refused()
    {
        var failure = Assert.Throws<AuditException>(() => BatchParser.Parse("{\"id\":\"bat-2\",\"status\":\"X\"}"u8.ToArray(), "bat-1"));

        Assert.Equal(FailureKind.BadAnswer, failure.Kind);
    }
}
