using System.Runtime.Versioning;
using BatchAudit.Files;

namespace BatchAudit.Tests.Files;

[UnsupportedOSPlatform("windows")]
public sealed class ReplacedFileTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_new_file_is_its_owners_alone()
    {
        Replace("new");
        Assert.Equal(OwnerOnly, File.GetUnixFileMode(_folder.File("new")));
    }

    [Fact]
    public void A_file_that_is_replaced_keeps_its_mode()
    {
        const UnixFileMode shared = OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        File.WriteAllText(_folder.File("old"), "old");
        File.SetUnixFileMode(_folder.File("old"), shared);

        Replace("old");

        Assert.Equal(shared, File.GetUnixFileMode(_folder.File("old")));
        Assert.Equal("new", File.ReadAllText(_folder.File("old")));
    }

    [Theory]
    [InlineData("pipe", "is a pipe")]
    [InlineData("link", "is a link")]
    [InlineData("astray", "is a link")]
    [InlineData("folder", "is a folder")]
    public void Whatever_is_no_regular_file_is_not_replaced(string name, string words)
    {
        MakeNodes();
        var before = _folder.Names.ToArray();

        var refused = Assert.Throws<AuditException>(() => Replace(name));

        Assert.Equal(FailureKind.Usage, refused.Kind);
        Assert.Contains(words, refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, _folder.Names);
        Assert.Equal("kept", File.ReadAllText(_folder.File("file")));
    }

    [Fact]
    public void A_pipe_that_comes_while_the_file_is_written_is_not_replaced()
    {
        using (var file = new ReplacedFile(_folder.Path, "late"))
        {
            _folder.MakePipe("late");
            Assert.Equal(FailureKind.Usage, Assert.Throws<AuditException>(file.Commit).Kind);
        }

        Assert.Equal(PlaceKind.Pipe, Place.KindOf(_folder.File("late")));
        Assert.Equal(["late"], _folder.Names);
    }

    [Fact]
    public void A_link_where_the_file_is_written_first_is_not_followed()
    {
        File.WriteAllText(_folder.File("victim"), "kept");
        File.CreateSymbolicLink(_folder.File(".report.partial"), "victim");

        Replace("report");

        Assert.Equal("kept", File.ReadAllText(_folder.File("victim")));
        Assert.Equal("new", File.ReadAllText(_folder.File("report")));
        Assert.Equal(["report", "victim"], _folder.Names);
    }

    [Fact]
    public void What_a_killed_run_left_is_overwritten_and_what_another_writes_is_not()
    {
        File.WriteAllText(_folder.File(".report.partial"), "half of something longer than new");
        Replace("report");
        Assert.Equal("new", File.ReadAllText(_folder.File("report")));

        using var first = new ReplacedFile(_folder.Path, "report");
        Assert.ThrowsAny<IOException>(() => new ReplacedFile(_folder.Path, "report"));
        first.Commit();
    }

    [Fact]
    public void A_folder_is_made_for_its_owner_alone_and_keeps_the_mode_it_has()
    {
        PrivateFile.CreateFolder(_folder.File("a/b"));
        Assert.Equal(OwnerOnly | UnixFileMode.UserExecute, File.GetUnixFileMode(_folder.File("a")));
        Assert.Equal(OwnerOnly | UnixFileMode.UserExecute, File.GetUnixFileMode(_folder.File("a/b")));

        const UnixFileMode shared = OwnerOnly | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute;
        File.SetUnixFileMode(_folder.File("a"), shared);
        PrivateFile.CreateFolder(_folder.File("a"));
        Assert.Equal(shared, File.GetUnixFileMode(_folder.File("a")));
    }

    private void MakeNodes()
    {
        File.WriteAllText(_folder.File("file"), "kept");
        _folder.MakePipe("pipe");
        File.CreateSymbolicLink(_folder.File("link"), "file");
        File.CreateSymbolicLink(_folder.File("astray"), "nowhere");
        Directory.CreateDirectory(_folder.File("folder"));
    }

    private void Replace(string name)
    {
        using var file = new ReplacedFile(_folder.Path, name);
        file.Stream.Write("new"u8);
        file.Commit();
    }
}
