using CsCheck;

namespace BatchAudit.Tests.History;

public sealed class ErrorGroupTests
{
    [Theory]
    [InlineData("Unsupported file type: .heic", "mapping: Unsupported file type: .heic")]
    [InlineData("TIMEOUT: Job timed out after 1800 seconds", "mapping: TIMEOUT: Job timed out after <n> seconds")]
    [InlineData("schema_validation: 'total_amount' is a required property", "mapping: schema_validation: <name> is a required property")]
    [InlineData("File dfl-0b4edc11-be23-4f95-88c1-9ba5ec3314ec  not\nfound", "mapping: File <id> not found")]
    [InlineData("no access to invoices/2026-04/ACME-0027.pdf", "mapping: no access to <file>")]
    [InlineData("expired at 2026-05-04T22:00:00.000Z", "mapping: expired at <time>")]
    public void What_varies_in_a_message_is_masked(string message, string group) => Assert.Equal(group, ErrorGroup.Of("mapping", message));

    [Fact]
    public void Layers_are_told_apart() => Assert.NotEqual(ErrorGroup.Of("mapping", "File is empty"), ErrorGroup.Of("job", "File is empty"));

    [Fact]
    public void Any_message_has_a_short_group_without_a_half_of_a_pair() => Gen.String[0, 2_000].Sample(message =>
    {
        var group = ErrorGroup.Of("job", message);
        return group.Length <= 220 && group == ErrorGroup.Of("job", message);
    });

    [Fact]
    public void Long_messages_that_differ_at_their_end_are_told_apart()
    {
        var beginning = string.Concat(Enumerable.Repeat("the page is broken ", 100));

        Assert.NotEqual(ErrorGroup.Of("job", beginning + "at the top"), ErrorGroup.Of("job", beginning + "at the bottom"));
    }
}
