using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace BatchAudit.Cli.Configuring;

/// <summary>Asks a command for the key, such as a password manager. Nothing that it says is shown, for any of it may be the key.</summary>
internal static class KeyCommand
{
    /// <summary>Long enough for somebody to unlock a safe.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <param name="command">For the shell.</param>
    /// <exception cref="AuditException">It fails, says nothing, or never ends.</exception>
    public static string Run(string command)
    {
        try
        {
            using var process = Process.Start(Shell(command))!;
            process.StandardInput.Close();
            var said = new Said(process.StandardOutput);
            // Read, so that it does not block, and dropped.
            _ = process.StandardError.ReadToEndAsync();

            if (!process.WaitForExit(Patience))
            {
                process.Kill(entireProcessTree: true);
                throw Fault("The command for the API key did not end within 2 minutes.");
            }

            return process.ExitCode != 0
                ? throw Fault(FormattableString.Invariant($"The command for the API key ended with {process.ExitCode}."))
                : said.Text().Trim() is { Length: > 0 } key ? key : throw Fault("The command for the API key printed nothing.");
        }
        catch (Win32Exception missing)
        {
            throw Fault($"The command for the API key cannot be run: {missing.Message}");
        }
    }

    /// <summary>
    /// What a process prints until it ends. Something that it started and left behind, such as an agent that keeps keys, may hold
    /// the output open for ever: then what has come by then is all of it.
    /// </summary>
    private sealed class Said
    {
        /// <summary>More than any key, or any warning before one.</summary>
        private const int MaxChars = 65_536;

        /// <summary>For what was printed just before the end to come through the pipe.</summary>
        private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

        private readonly StringBuilder _text = new();
        private readonly Task _reading;

        public Said(StreamReader output) => _reading = ReadAsync(output);

        public string Text()
        {
            _reading.Wait(Grace);

            lock (_text)
            {
                return _text.ToString();
            }
        }

        private async Task ReadAsync(StreamReader output)
        {
            var block = new char[1024];

            while (await output.ReadAsync(block) is > 0 and var read)
            {
                lock (_text)
                {
                    _text.Append(block, 0, Math.Min(read, MaxChars - _text.Length));
                }
            }
        }
    }

    private static ProcessStartInfo Shell(string command)
    {
        var start = OperatingSystem.IsWindows() ? new ProcessStartInfo(Path.Combine(Environment.SystemDirectory, "cmd.exe"), ["/d", "/c", command]) : new ProcessStartInfo("/bin/sh", ["-c", command]);
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        return start;
    }

    private static AuditException Fault(string message) =>
        new(FailureKind.Configuration, message, "Run it by hand: it has to print the key, and nothing else, to standard output.");
}
