using BatchAudit.Collecting;

namespace BatchAudit.Tests.Collecting;

public sealed class DirectoryTests : CollectingTest
{
    private static DirectoryFilesPage Page(string fileId, bool isLast) => new([new(fileId, "a.pdf", null, null, null, null)], isLast);

    [Fact]
    public async Task A_directory_of_two_batches_is_read_once_in_a_run()
    {
        Source.With("bat-1", [], "dir-1").With("bat-2", [], "dir-1").With("bat-3", []);
        Source.Directories["dir-1"] = [Page("dfl-1", isLast: false), Page("dfl-2", isLast: true)];

        await RunAsync(OnlyFiles);

        Assert.Equal(
            [
                "batch bat-1: COMPLETED",
                "directory dir-1",
                "directory_files dir-1: dfl-1",
                "directory_files dir-1: dfl-2",
                "batch bat-2: COMPLETED",
                "batch bat-3: COMPLETED",
            ],
            History.Stored);

        await RunAsync(OnlyFiles with { Refresh = true });

        Assert.Equal(2, Source.Log.Count(call => call == "directory dir-1"));
    }

    [Fact]
    public async Task A_directory_that_is_gone_is_no_failure_and_is_not_listed()
    {
        Source.With("bat-1", [], "dir-1");

        var summary = await RunAsync(OnlyFiles);

        Assert.Equal(["batch bat-1", "directory dir-1"], Source.Log);
        Assert.Equal(["batch bat-1: COMPLETED", "directory_not_found dir-1"], History.Stored);
        Assert.Equal(ExitCode.Done, summary.ExitCode);
    }

    [Fact]
    public async Task A_directory_may_vanish_while_it_is_listed()
    {
        Source.With("bat-1", [], "dir-1").Directories["dir-1"] = [Page("dfl-1", isLast: false), Page("dfl-2", isLast: true)];
        Source.OnCall = call =>
        {
            if (Source.Log.Count(logged => logged == "files dir-1") == 2)
            {
                throw FakeSource.NotFound("dir-1");
            }
        };

        await RunAsync(OnlyFiles);

        Assert.Equal(["batch bat-1: COMPLETED", "directory dir-1", "directory_files dir-1: dfl-1", "directory_not_found dir-1"], History.Stored);
    }

    [Fact]
    public async Task A_directory_that_fails_names_the_batch_and_is_tried_again_for_the_next()
    {
        Source.With("bat-1", [], "dir-1").With("bat-2", [], "dir-1").Directories["dir-1"] = [Page("dfl-1", isLast: true)];
        Source.OnCall = call =>
        {
            if (call == "files dir-1" && Source.Log.Count(logged => logged == call) == 1)
            {
                throw Failure(FailureKind.Unauthorized);
            }
        };

        var summary = await RunAsync(OnlyFiles);

        Assert.Equal([new FailedBatch("bat-1", FailureKind.Unauthorized, "It is Unauthorized.")], summary.Failures);
        Assert.Equal(ExitCode.Partial, summary.ExitCode);
        Assert.Equal(
            [
                "batch bat-1: COMPLETED",
                "directory dir-1",
                "failure bat-1: Unauthorized",
                "batch bat-2: COMPLETED",
                "directory dir-1",
                "directory_files dir-1: dfl-1",
            ],
            History.Stored);
    }

    [Fact]
    public async Task Files_that_are_not_wanted_are_not_asked_for()
    {
        Source.With("bat-1", [], "dir-1");

        await RunAsync(OnlyJobs);

        Assert.Equal(["batch bat-1"], Source.Log);
    }
}
