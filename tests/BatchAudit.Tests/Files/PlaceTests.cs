using System.Diagnostics;
using BatchAudit.Files;

namespace BatchAudit.Tests.Files;

public sealed class PlaceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_stands_at_a_path_is_told_without_opening_it()
    {
        File.WriteAllText(_folder.File("file"), "");
        Directory.CreateDirectory(_folder.File("folder"));
        _folder.MakePipe("pipe");
        File.CreateSymbolicLink(_folder.File("link"), "pipe");
        File.CreateSymbolicLink(_folder.File("astray"), "nowhere");
        using var socket = _folder.MakeSocket("socket");

        string[] names = ["file", "folder", "pipe", "link", "astray", "socket", "nothing"];
        Assert.Equal(
            [PlaceKind.File, PlaceKind.Folder, PlaceKind.Pipe, PlaceKind.Link, PlaceKind.Link, PlaceKind.Other, PlaceKind.Nothing],
            names.Select(name => Place.KindOf(_folder.File(name))));
        Assert.Equal(
            [PlaceKind.File, PlaceKind.Folder, PlaceKind.Pipe, PlaceKind.Pipe, PlaceKind.Nothing, PlaceKind.Other, PlaceKind.Nothing],
            names.Select(name => Place.KindOfTarget(_folder.File(name))));
    }

    [Fact]
    public void Links_that_lead_to_each_other_lead_nowhere()
    {
        File.CreateSymbolicLink(_folder.File("one"), "other");
        File.CreateSymbolicLink(_folder.File("other"), "one");

        Assert.Equal((PlaceKind.Link, PlaceKind.Nothing), (Place.KindOf(_folder.File("one")), Place.KindOfTarget(_folder.File("one"))));
    }

    [Fact]
    public void What_cannot_be_looked_at_is_not_taken_for_free()
    {
        // Longer than any name, which root, too, cannot look at.
        Assert.Equal(PlaceKind.Hidden, Place.KindOf(_folder.File(new string('x', 300))));
        Assert.Equal("cannot be looked at by this user", Place.Words(PlaceKind.Hidden));
    }

    [Fact]
    public void A_terminal_is_a_device()
    {
        using var script = Process.Start(new ProcessStartInfo("python3", ["-c", "import os, pty; print(os.ttyname(pty.openpty()[1]), flush=True); input()"])
        {
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        })!;
        Assert.Equal(PlaceKind.Device, Place.KindOf(script.StandardOutput.ReadLine()!));
        script.StandardInput.WriteLine();
        script.WaitForExit();
    }

    [Fact]
    public void A_link_is_resolved_to_where_it_leads_wherever_it_is_named_from()
    {
        File.WriteAllText(_folder.File("file"), "");
        File.CreateSymbolicLink(_folder.File("link"), "file");
        File.CreateSymbolicLink(_folder.File("astray"), "nowhere");

        Assert.Equal(_folder.File("file"), Place.Resolve(_folder.File("link")));
        Assert.Equal(_folder.File("file"), Place.Resolve(Path.GetRelativePath(Environment.CurrentDirectory, _folder.File("link"))));
        Assert.Equal(_folder.File("astray"), Place.Resolve(_folder.File("astray")));
    }

    [Theory]
    [InlineData("file")]
    [InlineData("./folder/../file")]
    [InlineData("link")]
    [InlineData("here/file")]
    [InlineData("here/here/link")]
    [InlineData("folder/up/here/link")]
    public void A_file_has_one_canonical_name_however_it_is_reached(string name)
    {
        File.WriteAllText(_folder.File("file"), "");
        Directory.CreateDirectory(_folder.File("folder"));
        File.CreateSymbolicLink(_folder.File("link"), "file");
        Directory.CreateSymbolicLink(_folder.File("here"), _folder.Path);
        Directory.CreateSymbolicLink(_folder.File("folder/up"), "..");

        Assert.Equal(Place.Canonical(_folder.File("file")), Place.Canonical(_folder.File(name)));
        Assert.Equal(Place.Canonical(_folder.File("nothing")), Place.Canonical(_folder.File("here/nothing")));
        Assert.NotEqual(Place.Canonical(_folder.File("file")), Place.Canonical(_folder.File("folder/file")));
    }
}
