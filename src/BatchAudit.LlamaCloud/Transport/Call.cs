namespace BatchAudit.LlamaCloud.Transport;

/// <summary>One question to the server.</summary>
/// <param name="Subject">What it is about, in words for a message: <c>batch bat-1</c>.</param>
/// <param name="Path">Without the query; percent-encoded.</param>
internal sealed record Call(string Subject, string Path, Query Query)
{
    /// <summary>A place that every LlamaCloud has, whatever is in it: where it is not found, the server is another.</summary>
    public bool IsEverywhere { get; init; }

    /// <summary>About the one thing of a kind that has this id.</summary>
    /// <exception cref="AuditException">NotFound: this can be no id.</exception>
    public static Call ForOne(string kind, string folder, string id, Query query) =>
        new(Name(kind, id), $"{folder}/{Segment(kind, id)}", query);

    /// <summary>The id as one segment of a path.</summary>
    /// <exception cref="AuditException">NotFound: this can be no id. A path would lose it, and ask for something else.</exception>
    public static string Segment(string kind, string id) => id is "" or "." or ".."
        ? throw new AuditException(FailureKind.NotFound, $"There can be no {kind} with the id '{id}'.", "Check the id.")
        : Uri.EscapeDataString(id);

    public static string Name(string kind, string id) => PrintableText.Of($"{kind} {id}");
}
