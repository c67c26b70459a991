using System.Text.Json;

namespace BatchAudit.LlamaCloud;

/// <summary>
/// What an answer says beyond the contract: a sign that the contract has moved on. What is free by contract, such as metadata or what
/// was extracted, says nothing beyond it.
/// </summary>
internal static class UnknownFields
{
    /// <summary>Enough to be noticed; more of them, or longer names, come from something that is not what was asked for.</summary>
    private const int Most = 20;

    private const int LongestName = 100;

    /// <returns>Paths such as <c>results[].pages</c>, at most 20, each once, in ordinal order.</returns>
    public static IReadOnlyList<string> Of(Batch batch)
    {
        var found = new Found();
        found.Add("", batch.UnknownFields);
        found.Add("config.", batch.Config?.UnknownFields);
        found.Add("config.job.", batch.Config?.Job?.UnknownFields);

        foreach (var row in batch.Results.Rows)
        {
            // A row may be null whatever its type says.
            found.Add("results[].", row?.UnknownFields);
            found.Add("results[].job_reference.", row?.JobReference?.UnknownFields);
        }

        return found.Names;
    }

    /// <inheritdoc cref="Of(Batch)"/>
    public static IReadOnlyList<string> Of(params IEnumerable<ParseJob> jobs)
    {
        var found = new Found();

        foreach (var job in jobs)
        {
            found.Add("parse_job.", job.UnknownFields);
            found.Add("parse_job.usage.", job.Usage?.UnknownFields);
        }

        return found.Names;
    }

    /// <inheritdoc cref="Of(Batch)"/>
    public static IReadOnlyList<string> Of(params IEnumerable<ExtractJob> jobs)
    {
        var found = new Found();

        foreach (var job in jobs)
        {
            found.Add("extract_job.", job.UnknownFields);
            found.Add("extract_job.usage.", job.Usage?.UnknownFields);
            found.Add("extract_job.extract_metadata.", job.ExtractMetadata?.UnknownFields);
        }

        return found.Names;
    }

    /// <inheritdoc cref="Of(Batch)"/>
    public static IReadOnlyList<string> Of(IEnumerable<JobDataPoint> points)
    {
        var found = new Found();

        foreach (var point in points)
        {
            found.Add("data_point.", point.UnknownFields);
            found.Add("data_point.state_transitions.", point.StateTransitions?.UnknownFields);
        }

        return found.Names;
    }

    /// <inheritdoc cref="Of(Batch)"/>
    public static IReadOnlyList<string> Of(SourceDirectory directory)
    {
        var found = new Found();
        found.Add("directory.", directory.UnknownFields);
        return found.Names;
    }

    /// <inheritdoc cref="Of(Batch)"/>
    public static IReadOnlyList<string> Of(IEnumerable<DirectoryFile> files)
    {
        var found = new Found();

        foreach (var file in files)
        {
            found.Add("directory_file.", file.UnknownFields);
        }

        return found.Names;
    }

    private struct Found
    {
        /// <summary>Made only when there is something to put into it: the usual answer has a thousand rows and none of these.</summary>
        private SortedSet<string>? _names;

        public readonly IReadOnlyList<string> Names => _names is null ? [] : [.. _names];

        public void Add(string place, IDictionary<string, JsonElement>? fields)
        {
            if (fields is null)
            {
                return;
            }

            var names = _names ??= new SortedSet<string>(StringComparer.Ordinal);

            foreach (var name in fields.Keys.TakeWhile(_ => names.Count < Most))
            {
                names.Add(place + (name.Length > LongestName ? Cut(name) : name));
            }
        }

        private static string Cut(string name) => name[..(char.IsHighSurrogate(name[LongestName - 1]) ? LongestName - 1 : LongestName)];
    }
}
