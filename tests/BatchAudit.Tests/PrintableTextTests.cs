namespace BatchAudit.Tests;

public sealed class PrintableTextTests
{
    [Theory]
    [InlineData("a\u001b[31mb", "a\ufffd[31mb")]
    [InlineData("a\u202eb", "a\ufffdb")]
    [InlineData("one\r\ntwo\tthree", "one  two three")]
    [InlineData("tag \U000E0041 end", "tag \ufffd\ufffd end")]
    [InlineData("\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645", "\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645")]
    [InlineData("\U0001F468\u200D\U0001F469", "\U0001F468\u200D\U0001F469")]
    public void What_could_steer_a_terminal_is_replaced_and_letters_stay(string text, string shown) => Assert.Equal(shown, PrintableText.Of(text));

    [Fact]
    public void Half_of_a_pair_is_no_character() => Assert.Equal("\ufffd x \ufffd", PrintableText.Of($"{(char)0xD83D} x {(char)0xDE00}"));
}
