using BatchAudit.Collecting;

namespace BatchAudit.Tests.Collecting;

public sealed class InterruptionTests
{
    [Fact]
    public void A_second_signal_counts_as_the_second_as_soon_as_the_first_is_spoken_of()
    {
        using var interruption = new Interruption();
        bool? second = null;

        var first = interruption.Ask(ExitCode.Interrupted, () => second = interruption.Ask(ExitCode.Terminated));

        Assert.True(first);
        Assert.False(second);
        Assert.Equal(ExitCode.Interrupted, interruption.Code);
        Assert.True(interruption.Token.IsCancellationRequested);
    }

    [Fact]
    public void While_nobody_asked_there_is_no_code_and_nothing_ends()
    {
        using var interruption = new Interruption();

        Assert.Null(interruption.Code);
        Assert.False(interruption.Token.IsCancellationRequested);
    }
}
