using System.Text;
using BatchAudit.Reporting;

namespace BatchAudit.Tests.Reports;

public sealed class FormulaGuardTests
{
    [Theory]
    [InlineData("=1")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@A1")]
    [InlineData("\tx")]
    [InlineData("\rx")]
    [InlineData("\nx")]
    [InlineData("\0x")]
    [InlineData("\uFF1D1")]
    [InlineData("\uFF0B1")]
    [InlineData("\uFF0D1")]
    [InlineData("\uFF20A1")]
    [InlineData("  =1")]
    [InlineData("\u00A0=1")]
    [InlineData("\u3000=1")]
    [InlineData("\uFEFF=1")]
    [InlineData("\u200B=1")]
    [InlineData("\"=1")]
    [InlineData("'=1")]
    [InlineData(";=1")]
    [InlineData("\u0001=1")]
    [InlineData(" \"' ;\uFEFF@x")]
    public void A_trigger_is_found_behind_any_lead_in(string text) => Assert.True(Needs(text));

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("a=1")]
    [InlineData("1-2")]
    [InlineData("'quoted'")]
    [InlineData("'")]
    [InlineData("\u05D0=1")]
    [InlineData("(=1)")]
    [InlineData("#REF!")]
    [InlineData("\U0001F600=1")]
    public void Other_text_is_left_alone(string text) => Assert.False(Needs(text));

    [Fact]
    public void Whatever_the_text_the_guard_can_be_undone()
    {
        const int seed = 7;
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var random = new Random(seed);

        for (var i = 0; i < 20_000; i++)
        {
            var text = new string('\'', random.Next(3)) + Samples.RandomText(random);
            Assert.Equal(text, CsvReadBack.Unguarded(Needs(text) ? "'" + text : text));
        }
    }

    private static bool Needs(string text) => FormulaGuard.Needs(Encoding.UTF8.GetBytes(text));
}
