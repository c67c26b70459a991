using BatchAudit.Files;

namespace BatchAudit.Cli.Options;

/// <summary>Where rows can go one after the other: standard output, a pipe or a device. Anything else is a file or a folder.</summary>
internal static class OutputPlace
{
    public const string StandardOutput = "-";

    /// <summary>What the system calls standard output: opened by name, a file behind it would be written from its beginning.</summary>
    private static readonly string[] Names = ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"];

    /// <summary><c>-</c> for whatever is standard output; else the path as it is given.</summary>
    public static string? Of(string? path) => Names.Contains(path) ? StandardOutput : path;

    public static bool IsStream(string path) => path == StandardOutput || Place.IsStream(path);

    /// <summary>A pipe is waited for until somebody reads it.</summary>
    /// <exception cref="AuditException">Report: it cannot be opened.</exception>
    public static Stream OpenStream(string path)
    {
        try
        {
            return path == StandardOutput ? AppHost.OpenOutput() : new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new AuditException(FailureKind.Report, $"'{path}' cannot be written to: {failure.Message}", "Name another place with --out.", failure);
        }
    }

    /// <summary>Whoever read a pipe has closed it (EPIPE), and has read enough.</summary>
    public static bool IsClosed(IOException failure) => failure.HResult is 32;
}
