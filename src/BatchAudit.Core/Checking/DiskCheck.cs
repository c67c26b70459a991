namespace BatchAudit.Checking;

/// <summary>Whether there is room where something is to be written.</summary>
public static class DiskCheck
{
    private const long Megabyte = 1 << 20;

    /// <summary>A night of 1,000,000 files takes about 600 MB of history and as much of reports.</summary>
    private const long Enough = 1024 * Megabyte;

    /// <summary>Less than a small night takes.</summary>
    private const long TooLittle = 50 * Megabyte;

    /// <param name="path">A file or folder that may not be there yet.</param>
    /// <param name="kind">What fails when there is no room.</param>
    public static Check Of(string name, string path, FailureKind kind)
    {
        var folder = Path.GetFullPath(path);

        while (!Directory.Exists(folder) && Path.GetDirectoryName(folder) is { } parent)
        {
            folder = parent;
        }

        try
        {
            var free = new DriveInfo(folder).AvailableFreeSpace;
            var message = FormattableString.Invariant($"{free / Megabyte:N0} MB free at '{folder}'.");
            const string fix = "Make room there, or name another place.";

            return free < TooLittle ? Check.Fail(name, new AuditException(kind, message, fix))
                : free < Enough ? Check.Warn(name, message, fix)
                : Check.Ok(name, message);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return Check.Warn(name, $"How much room there is at '{folder}' cannot be told: {failure.Message}", "Look at it by other means.");
        }
    }
}
