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
    [InlineData("\"2026-05-01T10:00:00+0000\"", "2026-05-01T10:00:00.000Z")]
    [InlineData("\"2026-05-01 10:00:00+00:00\"", "2026-05-01T10:00:00.000Z")]
    [InlineData("\"2026-05-01t10:00:00Z\"", "2026-05-01T10:00:00.000Z")]
    [InlineData("\"2026-05-01T10:00:00z\"", "2026-05-01T10:00:00.000Z")]
    [InlineData("\"2026-05-01 10:00:00\"", "2026-05-01T10:00:00.000Z")]
    [InlineData("\"2026-05-01T10:00:00-00:00\"", "2026-05-01T10:00:00.000Z")]
    [InlineData("\"2026-05-01T10:00:00-0130\"", "2026-05-01T11:30:00.000Z")]
    [InlineData("\"2026-05-02T09:59:00+23:59\"", "2026-05-01T10:00:00.000Z")]
    [InlineData("\"2026-05-01T10:00:00.1234567890123456789012345678901234567890123456789012345678901234567890Z\"", "2026-05-01T10:00:00.123Z")]
    [InlineData("\"2026-05-01T10:00:00.999999999Z\"", "2026-05-01T10:00:00.999Z")]
    [InlineData("\"2026-12-31T23:59:60Z\"", "2026-12-31T23:59:59.999Z")]
    [InlineData("\"2027-01-01T00:59:60.5+01:00\"", "2026-12-31T23:59:59.999Z")]
    [InlineData("\"2024-02-29T10:00:00Z\"", "2024-02-29T10:00:00.000Z")]
    [InlineData("\"2026\\u002d05-01T10:00:00\\u005a\"", "2026-05-01T10:00:00.000Z")]
    [InlineData("null", null)]
    public void A_time_is_read_as_UTC_in_every_form_that_means_one(string json, string? expected)
    {
        var batch = Parse($$"""{"id":"bat-1","status":"RUNNING","created_at":{{json}}}""");

        Assert.Equal(expected, UtcText.Of(batch.CreatedAt));
        Assert.Empty(batch.UnreadableTimes);
    }

    [Theory]
    [InlineData("\"yesterday\"")]
    [InlineData("\"10:30\"")]
    [InlineData("\"\"")]
    [InlineData("\"2026-02-30T10:00:00Z\"")]
    [InlineData("\"2025-02-29T10:00:00Z\"")]
    [InlineData("\"2026-05-01T24:00:00Z\"")]
    [InlineData("\"2026-05-01T10:00:61Z\"")]
    [InlineData("\"2026-05-01T10:00:00+24:00\"")]
    [InlineData("\"2026-05-01T10:00:00.Z\"")]
    [InlineData("\" 2026-05-01T10:00:00Z\"")]
    [InlineData("\"2026-05-01T10:00:00Z \"")]
    [InlineData("\"0000-05-01T10:00:00Z\"")]
    [InlineData("\"0001-01-01T00:00:00+00:01\"")]
    [InlineData("\"9999-12-31T23:59:59-00:01\"")]
    [InlineData("\"10000-05-01T10:00:00Z\"")]
    [InlineData("\"2026-05\"")]
    [InlineData("\"1777629600\"")]
    [InlineData("\"05/06/2026\"")]
    [InlineData("\"\u0662\u0660\u0662\u0666-05-01T10:00:00Z\"")]
    [InlineData("1777629600")]
    [InlineData("1777629600000")]
    [InlineData("true")]
    [InlineData("[\"2026-05-01T10:00:00Z\"]")]
    [InlineData("{\"seconds\":[1]}")]
    public void What_is_no_time_is_null_and_told_as_it_was_sent(string json)
    {
        var batch = Parse($$"""{"id":"bat-1","status":"RUNNING","created_at":{{json}},"updated_at":"2026-05-01T10:00:00Z","x":{"created_at":7} }""");

        Assert.Null(batch.CreatedAt);
        Assert.NotNull(batch.UpdatedAt);
        Assert.Equal([new UnreadableTime("created_at", json)], batch.UnreadableTimes);
    }

    [Fact]
    public void Of_a_long_word_for_a_time_the_beginning_is_told()
    {
        var longest = new string('\u00e4', 97);

        Assert.Equal([new UnreadableTime("updated_at", $"\"{longest}…")], Told(longest + "\U0001F600" + new string('x', 100_000)));
        Assert.Equal([new UnreadableTime("updated_at", $"\"{longest}x\"")], Told(longest + "x"));

        static IReadOnlyList<UnreadableTime> Told(string sent) =>
            Parse($$"""{"id":"bat-1","status":"RUNNING","updated_at":"{{sent}}"}""").UnreadableTimes;
    }

    [Fact]
    public void A_field_sent_many_times_over_is_told_once()
    {
        var many = string.Concat(Enumerable.Repeat("\"created_at\":1,", 20_000));

        Assert.Equal([new UnreadableTime("created_at", "2")], Parse($$"""{"id":"bat-1",{{many}}"created_at":2,"status":"RUNNING"}""").UnreadableTimes);
    }

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
