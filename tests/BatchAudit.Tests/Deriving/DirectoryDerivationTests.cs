using BatchAudit.Collecting;
using BatchAudit.Deriving;
using static BatchAudit.Tests.Deriving.Answers;

namespace BatchAudit.Tests.Deriving;

public sealed class DirectoryDerivationTests
{
    private static readonly DirectorySnapshot Invoices = new(DirectoryId, "invoices", "ephemeral", Noon, null);

    private readonly FactsInMemory _held = new();

    [Fact]
    public void A_directory_that_is_gone_keeps_what_was_said_of_it()
    {
        Assert.True(Observe(Directory(Invoices)).IsNew);

        var gone = Observe(Directory(null));

        Assert.False(gone.IsNew);
        Assert.Equal(new DirectoryState(false, "invoices", "ephemeral", Noon, null), gone.State!.Value.Added!.State);
        Assert.False(Observe(Directory(null)).IsNews);
    }

    [Fact]
    public void A_directory_that_never_was_is_known_as_not_found() =>
        Assert.Equal(new DirectoryState(false, null, null, null, null), Observe(Directory(null)).State!.Value.Added!.State);

    [Fact]
    public void That_a_directory_is_gone_takes_no_unreadable_time_back()
    {
        Observe(Directory(Invoices with { ExpiresAt = null, UnreadableTimes = [new UnreadableTime("expires_at", "7")] }));

        Assert.Empty(Observe(Directory(null)).UnreadableTimes);
        Assert.Null(Assert.Single(Observe(Directory(Invoices)).UnreadableTimes).Added);
    }

    [Fact]
    public void A_listing_that_lacks_a_file_takes_nothing_back()
    {
        var first = Observe(Listing(isLast: false, File("f-1", "a.pdf"), File("f-2", "b.pdf")));
        var second = Observe(Listing(isLast: true, File("f-1", "a.pdf")));

        Assert.Equal((true, false, 2), (first.IsNew, first.IsListed, first.Files.Count));
        Assert.Null(first.State);
        Assert.True(second.IsListed);
        Assert.False(second.IsNews);
    }

    [Fact]
    public void A_file_keeps_the_name_that_an_answer_leaves_out_and_comes_back_when_it_is_not_called_deleted()
    {
        Observe(Listing(isLast: true, File("f-1", "a.pdf", deletedAt: Noon)));

        var change = Assert.Single(Observe(Listing(isLast: true, File("f-1", null))).Files);

        Assert.Equal(File("f-1", "a.pdf"), change.Added!.File);
        Assert.Equal(Noon, change.Ended!.File.DeletedAt);
    }

    [Fact]
    public void Of_a_file_that_is_listed_twice_the_last_word_counts() =>
        Assert.Equal("b.pdf", Assert.Single(Observe(Listing(isLast: true, File("f-1", "a.pdf"), File("f-1", "b.pdf"))).Files).Added!.File.Name);

    private DirectoryChanges Observe(Observation answer) => _held.Observe<DirectoryChanges>(answer);
}
