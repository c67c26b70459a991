using System.Diagnostics;
using System.Net.Sockets;

namespace BatchAudit.Tests.Files;

/// <summary>A folder of its own for one test, in which nodes of every kind can stand.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("batch-audit-").FullName;

    public IEnumerable<string> Names => Directory.EnumerateFileSystemEntries(Path).Select(System.IO.Path.GetFileName).Order(StringComparer.Ordinal)!;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void MakePipe(string name)
    {
        using var made = Process.Start("mkfifo", [File(name)]);
        made.WaitForExit();
        Assert.Equal(0, made.ExitCode);
    }

    public Socket MakeSocket(string name)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(File(name)));
        return socket;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
