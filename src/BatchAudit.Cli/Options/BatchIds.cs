using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Microsoft.VisualBasic.FileIO;

namespace BatchAudit.Cli.Options;

/// <summary>Batch ids as people give them: as arguments, or one a line in a file.</summary>
internal static class BatchIds
{
    private const int LongestId = 200;

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
    /// A file with one id a line, or <c>-</c> for stdin; empty lines and those after <c>#</c> are passed over. Or a CSV whose header
    /// names a column batch_id: each of its ids once.
    /// </param>
    /// <exception cref="AuditException">The file cannot be read, or a line in it cannot be an id.</exception>
    public static IReadOnlyList<string> ReadFrom(string path)
    {
        try
        {
            using var reader = path == "-" ? Console.In : File.OpenText(path);
            var name = path == "-" ? "standard input" : $"'{path}'";

            return Read(reader, name) is { Count: > 0 } ids
                ? ids
                : throw new AuditException(FailureKind.Usage, $"There is no batch id in {name}.", "Give --from a file with one batch id a line.");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new AuditException(
                FailureKind.Usage, $"The list of batches cannot be read: {unreadable.Message}", "Give --from a file with one batch id a line, or - for standard input.", unreadable);
        }
    }

    private static List<string> Read(TextReader reader, string name)
    {
        var first = reader.ReadLine()?.TrimStart('\uFEFF');
        var ids = new List<string>();

        if (first is not null && IdColumn(first) is { } column)
        {
            ReadColumn(reader, column, name, ids);
            return [.. ids.Distinct(StringComparer.Ordinal)];
        }

        var number = 1;

        for (var line = first; line is not null; line = reader.ReadLine())
        {
            if (line.Trim() is { Length: > 0 } id && id[0] != '#')
            {
                Add(ids, id, number, name);
            }

            number++;
        }

        return ids;
    }

    /// <returns>Which column of a CSV with this header holds the ids; null when it is no such header.</returns>
    private static int? IdColumn(string header) =>
        Array.IndexOf(header.Split(',').Select(field => field.Trim().Trim('"')).ToArray(), "batch_id") is var column and >= 0 ? column : null;

    private static void ReadColumn(TextReader reader, int column, string name, List<string> ids)
    {
        using var rows = new TextFieldParser(reader) { Delimiters = [","], HasFieldsEnclosedInQuotes = true };

        try
        {
            while (!rows.EndOfData)
            {
                // The header is no part of what the parser counts.
                var number = rows.LineNumber + 1;

                if (rows.ReadFields() is { } fields && fields.Length > column)
                {
                    Add(ids, fields[column], number, name);
                }
            }
        }
        catch (MalformedLineException malformed)
        {
            throw new AuditException(
                FailureKind.Usage, $"Line {malformed.LineNumber + 1} of {name} is no CSV.", "Give --from the file as the report wrote it.", malformed);
        }
    }

    private static void Add(List<string> ids, string id, long number, string name)
    {
        if (!IsPossible(id, out var fault))
        {
            throw new AuditException(FailureKind.Usage, $"Line {number} of {name}: {fault}", "Give --from a file with one batch id a line, or a CSV with a column batch_id.");
        }

        ids.Add(id);
    }
}
