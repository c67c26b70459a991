using System.Buffers;
using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using BatchAudit.Reporting;

namespace BatchAudit.Cli.Options.Values;

/// <summary>What an option takes ids of.</summary>
/// <param name="Name">With its article.</param>
/// <param name="Example">One that LlamaCloud could show.</param>
/// <param name="Prefixes">Of such ids (contract, section 5.3). One without any known prefix may be meant, too.</param>
/// <param name="Looks">A sentence for whoever gave another thing's id.</param>
internal sealed record IdFormat(string Name, string Example, string[] Prefixes, string Looks)
{
    public static readonly IdFormat Batch = new("a batch id", "bat-0123abcd", ["bat-"], "A batch id looks like bat-….");
    public static readonly IdFormat Directory = new("a directory id", "dir-0123abcd", ["dir-"], "A directory id looks like dir-….");
    public static readonly IdFormat Project = new("a project id", "prj-0123abcd", ["prj-", "proj-"], "A project id looks like prj-….");
    public static readonly IdFormat Organization = new("an organization id", "01234567-89ab-cdef-0123-456789abcdef", [], "An organization's id begins with none of these.");

    /// <summary>Whatever has a timeline.</summary>
    public static readonly IdFormat Subject = Batch with
    {
        Prefixes = ["bat-", "pjb-", "ext-", "dfl-"],
        Looks = "Batches (bat-…), jobs (pjb-…, ext-…) and files (dfl-…) have a timeline.",
    };
}

/// <summary>An id as a user gives it. Ids are opaque, so only what cannot be one, or says that it is another thing's, is refused.</summary>
internal static class GivenId
{
    private const int Longest = 200;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.:");

    /// <summary>The prefixes of ids, what they are ids of, and where such an id belongs.</summary>
    private static readonly (string Prefix, string Thing, string? Place)[] Kinds =
    [
        ("bat-", "a batch", "give it as an argument, or with --from"),
        ("dir-", "a directory", "--directory selects its batches"),
        ("dfl-", "a directory file", null),
        ("pjb-", "a parse job", null),
        ("ext-", "an extract job", null),
        ("bjb-", "a job of the old batch API", null),
        ("prj-", "a project", "--project selects it"),
        ("proj-", "a project", "--project selects it"),
        ("cfg-", "a configuration", null),
        ("whc-", "a webhook's configuration", null),
        ("csub-", "a connector's subscription", null),
        ("idx-", "an index", null),
        ("ses-", "a session", null),
    ];

    /// <summary>What stands above ids in a table, of ours or of anybody's.</summary>
    private static readonly FrozenSet<string> Headings = ReportCatalog.All
        .SelectMany(report => report.Columns).Select(column => column.Name)
        .Concat(["batch", "batches", "batch_ids", "id", "ids"])
        .Select(Plain)
        .ToFrozenSet(StringComparer.Ordinal);

    public static bool IsPossible(string id, IdFormat wanted, [NotNullWhen(false)] out string? fault)
    {
        if (id.StartsWith("llx-", StringComparison.OrdinalIgnoreCase))
        {
            // Not repeated, and not kept as the name of anything.
            fault = $"An API key was given as an id. {wanted.Looks} The key goes into LLAMA_CLOUD_API_KEY.";
            return false;
        }

        var kind = Array.Find(Kinds, kind => id.StartsWith(kind.Prefix, StringComparison.OrdinalIgnoreCase));

        fault = kind.Prefix is not null && !wanted.Prefixes.Contains(kind.Prefix)
            ? $"'{id}' is the id of {kind.Thing}{(kind.Place is null ? "" : $"; {kind.Place}")}. {wanted.Looks}"
            : id.StartsWith('-')
            ? $"There is no option '{id}'; --help names them all."
            : id.Length is 0 or > Longest || id.AsSpan().ContainsAnyExcept(Allowed)
            ? $"'{id}' cannot be {wanted.Name}. Write it as LlamaCloud shows it, like {wanted.Example}, or a UUID."
            : Headings.Contains(Plain(id))
            ? $"'{id}' is a heading, and no id."
            : null;

        return fault is null;
    }

    /// <summary>A heading as it is compared: people write <c>batch_id</c>, <c>Batch ID</c> and <c>BATCH-ID</c> alike.</summary>
    public static string Plain(string heading) =>
        string.Concat(heading.Where(character => !char.IsWhiteSpace(character) && character is not ('_' or '-'))).ToUpperInvariant();
}
