using BatchAudit.Cli.Options.Values;

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
    [InlineData("Batch ID;Reason\r\nbat-1;x\r\nbat-2;y\r\n")]
    [InlineData("BATCH_ID\rbat-1\rbat-2\r")]
    [InlineData("batch-id\tBatch\nbat-1\tfirst\nbat-2\tsecond\n")]
    [InlineData("n|BatchId\n1|bat-1\n2|bat-2")]
    [InlineData("#,batch_id\n1,bat-1\n2,bat-2\n")]
    [InlineData("batch_id;\r\nbat-1;\r\nbat-2;\r\n;\r\n")]
    [InlineData("sep=;\r\nreason;batch_id\r\na,b;bat-1\r\nc;bat-2\r\n")]
    [InlineData("\"sep=\t\"\r\nreason\tbatch_id\r\na,b\tbat-1\r\nc\tbat-2\r\n")]
    [InlineData("\r\n;;\r\n\r\n;batch_id;\r\n;;\r\n;bat-1;x\r\n\r\n;;\r\n;bat-2;y\r\n;;\r\n;;\r\n")]
    [InlineData("# written by hand\nbatch_id,reason\nbat-1,\nbat-2,\n")]
    [InlineData("message,\"batch\nid\"\nx,bat-1\ny,bat-2\n")]
    [InlineData("reason,batch_id\n'=1+1,'bat-1\n'-x, bat-2 \n")]
    [InlineData("batch_id\nbat-1\n\uFEFFbat-2\n")]
    public void A_table_is_read_as_spreadsheets_save_it(string text) => Assert.Equal(["bat-1", "bat-2"], BatchIds.Read(text, "'rerun.csv'"));

    [Theory]
    [InlineData("Batches to run again\nbatch_id,reason\nbat-1,x\n", "Line 1 of 'rerun.csv' is a title, 'Batches to run again'; the heading with batch_id is in line 2.")]
    [InlineData("Rerun\nbatch_id\nbat-1\n", "Line 1 of 'rerun.csv' is a title, 'Rerun'; the heading with batch_id is in line 2.")]
    [InlineData("\n;;\nMay;;\n;;\nreason;Batch ID;\nx;bat-1;\n", "Line 3 of 'rerun.csv' is a title, 'May'; the heading with batch_id is in line 5.")]
    [InlineData("sep=;\nRerun;\nbatch_id;x\nbat-1;y\n", "Line 2 of 'rerun.csv' is a title, 'Rerun'; the heading with batch_id is in line 3.")]
    [InlineData("batch_id,Batch ID\nbat-1,bat-2\n", "Line 1 of 'rerun.csv' names batch_id more than once.")]
    [InlineData("bat-1\nbatch_id\nbat-2\n", "Line 1 of 'rerun.csv' is a title, 'bat-1'; the heading with batch_id is in line 2.")]
    [InlineData("batch_id\nbat-1\nbatch_id\nbat-2\n", "Line 3 of 'rerun.csv': 'batch_id' is a heading, and no id.")]
    [InlineData("Batch\nbat-1\n", "Line 1 of 'rerun.csv': 'Batch' is a heading, and not batch_id.")]
    [InlineData("job\nbat-1\n", "Line 1 of 'rerun.csv': 'job' is a heading, and not batch_id.")]
    [InlineData("\n# c\nstatus\nCOMPLETED\n", "Line 3 of 'rerun.csv': 'status' is a heading, and not batch_id.")]
    [InlineData("bat-1\nIDs\n", "Line 2 of 'rerun.csv': 'IDs' is a heading, and no id.")]
    [InlineData("file_name,status\na,b\n", "Line 1 of 'rerun.csv': 'file_name,status' cannot be a batch id.")]
    public void A_title_or_a_heading_is_named_and_never_taken_for_an_id(string text, string expected)
    {
        var refused = Assert.Throws<AuditException>(() => BatchIds.Read(text, "'rerun.csv'"));

        Assert.Equal(FailureKind.Usage, refused.Kind);
        Assert.Equal(expected, refused.Message[..Math.Min(expected.Length, refused.Message.Length)]);
    }

    [Theory]
    [InlineData("bat-1\nbat-2\n")]
    [InlineData("\uFEFFbat-1\r\n  bat-2  \r\n")]
    [InlineData("bat-1\nbat-2\n\uFEFFbat-1\n")]
    [InlineData("# the batch_id column, \"as a list\n\nbat-1\nbat-2")]
    [InlineData("# batch_id\nbat-1\nbat-2")]
    public void Anything_else_is_a_list_of_lines(string text) => Assert.Equal(["bat-1", "bat-2"], BatchIds.Read(text, "'ids.txt'"));

    [Theory]
    [InlineData("")]
    [InlineData("\n\n# nothing\n")]
    [InlineData("batch_id,reason\r\n")]
    [InlineData("sep=;\r\nbatch_id;reason\r\n;\r\n")]
    public void Where_nothing_is_named_there_is_nothing(string text) => Assert.Empty(BatchIds.Read(text, "'ids.txt'"));

    [Theory]
    [InlineData("batch_id,file\nbat-1,a\nbat 2,b\n", "Line 3 of 'rerun.csv': 'bat 2' cannot be a batch id.")]
    [InlineData("message,batch_id\n\"two\nlines\",bat-1\nthree,dir-1\n", "Line 4 of 'rerun.csv': 'dir-1' is the id of a directory;")]
    [InlineData("message,batch_id\nonly one\n", "Line 2 of 'rerun.csv': '' cannot be a batch id.")]
    [InlineData("bat-1\nLLX-canary\n", "Line 2 of 'rerun.csv': An API key was given as an id.")]
    [InlineData("bat-1\nbat-2,a\n", "Line 2 of 'rerun.csv': 'bat-2,a' cannot be a batch id.")]
    [InlineData("batch_id,file\nbat-1,a\nbat-2,\"b\n", "Line 3 of 'rerun.csv': ")]
    [InlineData("bat-1\npjb-2\n", "Line 2 of 'rerun.csv': 'pjb-2' is the id of a parse job. A batch id looks like bat-….")]
    public void What_cannot_be_an_id_is_named_with_its_line(string text, string expected)
    {
        var refused = Assert.Throws<AuditException>(() => BatchIds.Read(text, "'rerun.csv'"));

        Assert.Equal(FailureKind.Usage, refused.Kind);
        Assert.StartsWith(expected, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", refused.Message, StringComparison.Ordinal);
    }
}
