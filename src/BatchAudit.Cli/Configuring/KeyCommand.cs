using System.ComponentModel;
using System.Diagnostics;

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
            var said = process.StandardOutput.ReadToEndAsync();
            // Read, so that it does not block, and dropped.
            _ = process.StandardError.ReadToEndAsync();

            if (!process.WaitForExit(Patience))
            {
                process.Kill(entireProcessTree: true);
                throw Fault("The command for the API key did not end within 2 minutes.");
            }

            return process.ExitCode != 0
                ? throw Fault(FormattableString.Invariant($"The command for the API key ended with {process.ExitCode}."))
                : said.GetAwaiter().GetResult().Trim() is { Length: > 0 } key ? key : throw Fault("The command for the API key printed nothing.");
        }
        catch (Win32Exception missing)
        {
            throw Fault($"The command for the API key cannot be run: {missing.Message}");
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
