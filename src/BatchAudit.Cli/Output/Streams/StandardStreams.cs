using System.Diagnostics.CodeAnalysis;
using System.IO.Pipes;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace BatchAudit.Cli.Output.Streams;

/// <summary>
/// The one place where standard output and standard error are opened. What goes to a terminal cannot steer it; a pipe or a file
/// gets the bytes as they are, in UTF-8.
/// </summary>
[SuppressMessage("Reliability", "CA2000", Justification = "They live as long as the program, and are not ours to close.")]
internal static class StandardStreams
{
    /// <summary>For words. They are spoken to the end although nobody may listen any more: the exit code still counts.</summary>
    public static TextWriter Output { get; } = Console.IsOutputRedirected
        ? TextWriter.Synchronized(new StreamWriter(new StandardOutput(OpenRaw(), goesOn: true), new UTF8Encoding(false)) { AutoFlush = true, NewLine = "\n" })
        : new TerminalWriter(Console.Out);

    /// <summary>Our own colours and moving lines do not go through it, but straight to the console.</summary>
    public static TextWriter Error { get; } = Console.IsErrorRedirected ? Console.Error : new TerminalWriter(Console.Error);

    /// <summary>For rows, of which there may be no end.</summary>
    /// <exception cref="ClosedOutputException">While it is written to: nobody reads it any more.</exception>
    public static Stream OpenOutput() =>
        Console.IsOutputRedirected ? new StandardOutput(OpenRaw(), goesOn: false) : new TerminalStream(Output);

    /// <summary>The console's own stream says nothing of a pipe that was closed; a pipe's does.</summary>
    private static Stream OpenRaw()
    {
        const int standardOutput = 1;

        try
        {
            return OperatingSystem.IsWindows()
                ? Console.OpenStandardOutput()
                : new AnonymousPipeClientStream(PipeDirection.Out, new SafePipeHandle(standardOutput, ownsHandle: false));
        }
        catch (IOException)
        {
            // A file, or a socket.
            return Console.OpenStandardOutput();
        }
    }
}
