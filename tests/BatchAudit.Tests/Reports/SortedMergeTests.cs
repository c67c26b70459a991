namespace BatchAudit.Tests.Reports;

public sealed class SortedMergeTests
{
    [Theory]
    [InlineData("", "", "")]
    [InlineData("abc", "abc", "=a =b =c")]
    [InlineData("ac", "bd", "-a +b -c +d")]
    [InlineData("", "ab", "+a +b")]
    [InlineData("ab", "", "-a -b")]
    [InlineData("abz", "a", "=a -b -z")]
    [InlineData("a", "abz", "=a +b +z")]
    [InlineData("aab", "aaab", "=a =a +a =b")]
    [InlineData("aaab", "ab", "=a -a -a =b")]
    public void Of_each_row_it_tells_which_pass_has_it(string before, string after, string expected)
    {
        var (one, other) = (-1, -1);
        var merge = new SortedMerge(() => ++one < before.Length, () => ++other < after.Length, () => before[one].CompareTo(after[other]));
        var told = new List<string>();

        while (merge.Read())
        {
            told.Add(merge.Side switch { < 0 => $"-{before[one]}", > 0 => $"+{after[other]}", _ => $"={before[one]}" });
        }

        Assert.Equal(expected, string.Join(' ', told));
        Assert.False(merge.Read());
        Assert.Equal((before.Length, after.Length), (one, other));
    }
}
