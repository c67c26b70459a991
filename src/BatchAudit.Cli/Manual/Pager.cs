using System.CommandLine.Parsing;
using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using BatchAudit.Cli.Output.Streams;

namespace BatchAudit.Cli.Manual;

/// <summary>Shows text that is longer than the screen page by page, with the program that <c>PAGER</c> names, or with <c>less -R</c>.</summary>
internal static class Pager
{
    private const string Usual = "less -R";

    /// <summary>Wider lines of prose are hard to read.</summary>
    private const int MaxWidth = 100;

    private const int UsualWidth = 80;

    /// <summary>How wide lines of prose are to be.</summary>
    public static int Width(TextWriter output) =>
        output is TerminalWriter && Console.WindowWidth is > 0 and var columns ? Math.Min(columns, MaxWidth) : UsualWidth;

    /// <summary>Prints them where the output is no terminal, the screen holds them, or no pager is wanted or found.</summary>
    public static void Show(TextWriter output, IReadOnlyCollection<string> lines)
    {
        if (!IsLongerThanScreen(output, lines) || !IsSomebodyThere() || Command() is not { } command || !TryRun(command, lines))
        {
            foreach (var line in lines)
            {
                output.WriteLine(line);
            }
        }
    }

    private static bool IsLongerThanScreen(TextWriter output, IReadOnlyCollection<string> lines) =>
        output is TerminalWriter
        && Console.WindowWidth is > 0 and var columns
        && Console.WindowHeight is > 0 and var rows
        && lines.Sum(line => 1 + (Math.Max(0, line.Length - 1) / columns)) >= rows;

    /// <summary>A build server may offer a terminal, too, but presses no key; one without abilities cannot be paged on.</summary>
    private static bool IsSomebodyThere() =>
        !Console.IsInputRedirected
        && Environment.GetEnvironmentVariable("CI") is null or "" or "false" or "0"
        && (OperatingSystem.IsWindows() || Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb"));

    /// <summary>The program and its arguments. Null when <c>PAGER</c> is set to nothing, or there is no such program.</summary>
    private static (string Program, string[] Arguments)? Command()
    {
        string[] words = [.. CommandLineParser.SplitCommandLine(Environment.GetEnvironmentVariable("PAGER") ?? Usual)];
        return words is [var name, .. var arguments] && Find(name) is { } program ? (program, arguments) : null;
    }

    /// <summary>By <c>PATH</c> alone: a file called <c>less</c> in the current folder may be somebody else's, and is never run.</summary>
    private static string? Find(string name) => name.AsSpan().ContainsAny(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar)
        ? Path.GetFullPath(name)
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Where(Path.IsPathFullyQualified)
            .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() && !Path.HasExtension(name) ? name + ".exe" : name))
            .FirstOrDefault(File.Exists);

    /// <summary>No shell is asked. Ctrl-C is the pager's, for as long as it runs.</summary>
    /// <returns>False when it could not be started, or failed: then nobody has read the text.</returns>
    private static bool TryRun((string Program, string[] Arguments) command, IReadOnlyCollection<string> lines)
    {
        var start = new ProcessStartInfo(command.Program, command.Arguments) { RedirectStandardInput = true, StandardInputEncoding = new UTF8Encoding(false) };
        start.Environment.TryAdd("LESSCHARSET", "utf-8");

        try
        {
            using var interruption = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);
            using var process = Process.Start(start)!;
            Feed(process.StandardInput, lines);
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    private static void Feed(StreamWriter pager, IReadOnlyCollection<string> lines)
    {
        try
        {
            using (pager)
            {
                pager.Write(string.Join('\n', lines) + "\n");
            }
        }
        catch (IOException)
        {
            // It was left before it had read everything.
        }
    }
}
