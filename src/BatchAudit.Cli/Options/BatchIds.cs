using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using CsvHelper;

namespace BatchAudit.Cli.Options;

/// <summary>Batch ids as people give them: as arguments, one a line in a file, or in a column of a table.</summary>
internal static class BatchIds
{
    private const int LongestId = 200;
    private const string Column = "batch_id";
    private const string Wanted = "Give --from a file with one batch id a line, or a CSV file with a column batch_id";

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.:");

    /// <summary>The prefixes of other things' ids (contract, section 5.3), and what they are ids of.</summary>
    private static readonly (string Prefix, string Thing)[] Others =
    [
        ("dir-", "a directory; --directory selects its batches"),
        ("dfl-", "a directory file"),
        ("pjb-", "a parse job"),
        ("ext-", "an extract job"),
        ("bjb-", "a job of the old batch API"),
        ("prj-", "a project; --project selects it"),
        ("cfg-", "a configuration"),
    ];

    /// <summary>Ids are opaque, so only what cannot be one is refused.</summary>
    public static bool IsPossible(string id, [NotNullWhen(false)] out string? fault)
    {
        if (id.StartsWith("llx-", StringComparison.OrdinalIgnoreCase))
        {
            // Not repeated, and not kept as the name of a batch.
            fault = "An API key was given as an id. A batch id looks like bat-…; the key goes into LLAMA_CLOUD_API_KEY.";
            return false;
        }

        var other = Array.Find(Others, other => id.StartsWith(other.Prefix, StringComparison.Ordinal));

        fault = other.Prefix is not null
            ? $"'{id}' is the id of {other.Thing}. A batch id looks like bat-…."
            : id.StartsWith('-')
            ? $"There is no option '{id}'; --help names them all."
            : id.Length is 0 or > LongestId || id.AsSpan().ContainsAnyExcept(Allowed)
            ? $"'{id}' cannot be a batch id. Write it as LlamaCloud shows it, like bat-0123abcd, or a UUID."
            : null;

        return fault is null;
    }

    /// <param name="path">
    /// A file with one id a line, where empty lines and those after <c>#</c> are passed over; or a CSV file whose first line names a
    /// column <c>batch_id</c>; or <c>-</c> for either of them on stdin.
    /// </param>
    /// <exception cref="AuditException">The file cannot be read, or a line in it cannot be an id.</exception>
    public static IReadOnlyList<string> ReadFrom(string path)
    {
        try
        {
            using var reader = path == "-" ? Console.In : File.OpenText(path);
            var name = path == "-" ? "standard input" : $"'{path}'";

            return Read(reader.ReadToEnd(), name) is { Count: > 0 } ids
                ? ids
                : throw new AuditException(FailureKind.Usage, $"There is no batch id in {name}.", $"{Wanted}.");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new AuditException(
                FailureKind.Usage, $"The list of batches cannot be read: {unreadable.Message}", $"{Wanted}, or - for standard input.", unreadable);
        }
    }

    /// <returns>The ids of a table each once: it may well have a row per file.</returns>
    internal static List<string> Read(string text, string name)
    {
        // Standard input keeps the mark that a file's reader takes away.
        var list = text.TrimStart('\uFEFF');
        var firstLine = list.AsSpan(0, list.AsSpan().IndexOfAny('\r', '\n') is >= 0 and var end ? end : list.Length);

        // Only the first line decides: a stray quote further on must not make a table of a list.
        using var header = CsvReader.FromText(firstLine.ToString(), CsvReaderOptions.Default);
        header.ReadHeader();

        return header.TryGetFieldIndex(Column, out _)
            ? [.. Checked(Cells(list, name), name).Distinct(StringComparer.Ordinal)]
            : [.. Checked(Lines(list), name)];
    }

    private static IEnumerable<(string Id, long Line)> Lines(string text)
    {
        using var reader = new StringReader(text);

        for (var number = 1L; reader.ReadLine() is { } line; number++)
        {
            if (line.Trim() is { Length: > 0 } id && id[0] != '#')
            {
                yield return (id, number);
            }
        }
    }

    private static IEnumerable<(string Id, long Line)> Cells(string text, string name)
    {
        using var table = CsvReader.FromText(text, CsvReaderOptions.Default with { TrackLineNumbers = true });
        table.ReadHeader();
        table.TryGetFieldIndex(Column, out var column);

        while (Next())
        {
            yield return (table.FieldCount > column ? table.GetString(column).Trim() : "", table.LineNumber);
        }

        bool Next()
        {
            try
            {
                return table.Read();
            }
            catch (CsvFormatException malformed)
            {
                throw new AuditException(FailureKind.Usage, $"Line {malformed.LineNumber} of {name}: {malformed.Message}", "Mend the file.", malformed);
            }
        }
    }

    private static IEnumerable<string> Checked(IEnumerable<(string Id, long Line)> ids, string name)
    {
        foreach (var (id, line) in ids)
        {
            yield return IsPossible(id, out var fault)
                ? id
                : throw new AuditException(FailureKind.Usage, $"Line {line} of {name}: {fault}", $"{Wanted}.");
        }
    }
}
