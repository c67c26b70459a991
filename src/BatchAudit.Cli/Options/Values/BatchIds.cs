namespace BatchAudit.Cli.Options.Values;

/// <summary>Batch ids from a file: one a line, or in a column of a table.</summary>
internal static class BatchIds
{
    private const string Wanted = "Give --from a file with one batch id a line, or a CSV file with a column batch_id";

    /// <param name="path">
    /// A file with one id a line, where empty lines and those after <c>#</c> are passed over; or a CSV file whose heading names a
    /// column <c>batch_id</c>; or <c>-</c> for either of them on stdin.
    /// </param>
    /// <returns>Each once, in their order.</returns>
    /// <exception cref="AuditException">The file cannot be read, or a line in it cannot be an id.</exception>
    public static IReadOnlyList<string> ReadFrom(string path)
    {
        try
        {
            return Read(GivenText.Read(path), GivenText.NameOf(path)) is { Count: > 0 } ids
                ? ids
                : throw new AuditException(FailureKind.Usage, $"There is no batch id in {GivenText.NameOf(path)}.", $"{Wanted}.");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new AuditException(
                FailureKind.Usage, $"The list of batches cannot be read: {unreadable.Message}", $"{Wanted}, or - for standard input.", unreadable);
        }
    }

    internal static List<string> Read(string text, string name)
    {
        var ids = BatchIdTable.Find(text, name) is { } table ? table.Cells() : Lines(text, name);
        return [.. ids.Select(id => Checked(id, name)).Distinct(StringComparer.Ordinal)];
    }

    private static IEnumerable<(string Id, long Line)> Lines(string text, string name)
    {
        using var reader = new StringReader(text);
        var isFirst = true;

        for (var number = 1L; reader.ReadLine() is { } line; number++)
        {
            // A file that was appended to another brings its mark along.
            if (line.Trim().Trim('\uFEFF') is { Length: > 0 } id && id[0] != '#')
            {
                yield return isFirst && IsWord(id)
                    ? throw Refusal($"Line {number} of {name}: '{id}' is a heading, and not batch_id.")
                    : (id, number);
                isFirst = false;
            }
        }
    }

    /// <summary>The column of a table that has no other is called by a word, which no id is.</summary>
    private static bool IsWord(string id) => id.All(character => char.IsLetter(character) || character == '_');

    private static string Checked((string Id, long Line) given, string name) =>
        GivenId.IsPossible(given.Id, IdFormat.Batch, out var fault) ? given.Id : throw Refusal($"Line {given.Line} of {name}: {fault}");

    private static AuditException Refusal(string message) => new(FailureKind.Usage, message, $"{Wanted}.");
}
