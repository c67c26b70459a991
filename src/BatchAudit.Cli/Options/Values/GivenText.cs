namespace BatchAudit.Cli.Options.Values;

/// <summary>The text of an option that names a file, or standard input by <c>-</c>.</summary>
internal static class GivenText
{
    public static string NameOf(string path) => path == "-" ? "standard input" : $"'{path}'";

    /// <exception cref="AuditException">Usage: it is no text.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It cannot be read.</exception>
    public static string Read(string path)
    {
        if (path != "-")
        {
            return UserText.ReadFile(path, FailureKind.Usage);
        }

        // Its bytes, for Console.In would read them in whatever encoding the machine is set to.
        using var input = Console.OpenStandardInput();
        return UserText.Read(input, NameOf(path), FailureKind.Usage);
    }
}
