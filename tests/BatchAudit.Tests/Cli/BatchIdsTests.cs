using BatchAudit.Cli.Options;

namespace BatchAudit.Tests.Cli;

public sealed class BatchIdsTests
{
    [Theory]
    [InlineData("batch_id\nbat-1\nbat-2\n")]
    [InlineData("\uFEFFbatch_id,reason\r\nbat-1,\"a, \"\"quoted\"\" one\"\r\nbat-2,x\r\n")]
    [InlineData("\"source_directory_file_id\",\"batch_id\"\ndfl-1,\"bat-1\"\ndfl-2,bat-1\ndfl-3,bat-2\ndfl-4,bat-1")]
    [InlineData("reason;batch_id\nx;bat-1\ny;bat-2")]
    [InlineData("message,batch_id\n\"two\nlines\",bat-1\n\n,bat-2\n")]
    public void A_table_names_the_batches_of_its_column_each_once_in_their_order(string text) =>
        Assert.Equal(["bat-1", "bat-2"], BatchIds.Read(text, "'rerun.csv'"));

    [Theory]
    [InlineData("bat-1\nbat-2\n")]
    [InlineData("\uFEFFbat-1\r\n  bat-2  \r\n")]
    [InlineData("# the batch_id column, \"as a list\n\nbat-1\nbat-2")]
    [InlineData("# batch_id\nbat-1\nbat-2")]
    public void Anything_else_is_a_list_of_lines(string text) => Assert.Equal(["bat-1", "bat-2"], BatchIds.Read(text, "'ids.txt'"));

    [Theory]
    [InlineData("")]
    [InlineData("\n\n# nothing\n")]
    [InlineData("batch_id,reason\r\n")]
    public void Where_nothing_is_named_there_is_nothing(string text) => Assert.Empty(BatchIds.Read(text, "'ids.txt'"));

    [Theory]
    [InlineData("batch_id,file\nbat-1,a\nbat 2,b\n", "Line 3 of 'rerun.csv': 'bat 2' cannot be a batch id.")]
    [InlineData("message,batch_id\n\"two\nlines\",bat-1\nthree,dir-1\n", "Line 4 of 'rerun.csv': 'dir-1' is the id of a directory;")]
    [InlineData("message,batch_id\nonly one\n", "Line 2 of 'rerun.csv': '' cannot be a batch id.")]
    [InlineData("bat-1\nLLX-canary\n", "Line 2 of 'rerun.csv': An API key was given as an id.")]
    [InlineData("bat-1\nbat-2,a\n", "Line 2 of 'rerun.csv': 'bat-2,a' cannot be a batch id.")]
    public void What_cannot_be_an_id_is_named_with_its_line(string text, string expected)
    {
        var refused = Assert.Throws<AuditException>(() => BatchIds.Read(text, "'rerun.csv'"));

        Assert.Equal(FailureKind.Usage, refused.Kind);
        Assert.StartsWith(expected, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", refused.Message, StringComparison.Ordinal);
    }
}
