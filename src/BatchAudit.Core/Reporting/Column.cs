namespace BatchAudit.Reporting;

/// <summary>How a column's cells are to be read and shown.</summary>
public enum ColumnKind
{
    /// <summary>Free text from the server: hostile until encoded.</summary>
    Text,

    /// <summary>An opaque id; text in every format, however much it looks like a number.</summary>
    Id,

    /// <summary>A word from a small set, such as a status or an outcome.</summary>
    Word,

    /// <summary>UTC, as <see cref="UtcText"/> writes it.</summary>
    Time,

    Integer,

    /// <summary>A number with a fraction, such as seconds or a percentage.</summary>
    Number,

    /// <summary>0 or 1 in the history, <c>false</c> or <c>true</c> in a report.</summary>
    Flag,

    /// <summary>What each cell is by itself, as <see cref="ReportRows.KindOf"/> tells: a column of somebody's query.</summary>
    Any,
}

/// <summary>A column of a report, described once for the writers, the data dictionary, the manual and <c>--help</c>.</summary>
/// <param name="Name">The view's column: snake_case, with the unit where there is one.</param>
/// <param name="Meaning">What a cell says, and what an empty one means.</param>
public sealed record Column(string Name, ColumnKind Kind, string Meaning)
{
    /// <summary>The heading in a workbook: <c>job_created_at</c> becomes <c>Job created at</c>.</summary>
    public string Title => char.ToUpperInvariant(Name[0]) + Name[1..].Replace('_', ' ');

    /// <summary>The kind in words, for a reader of the data dictionary.</summary>
    public string KindInWords => Kind switch
    {
        ColumnKind.Time => "time, UTC",
        ColumnKind.Flag => "true/false",
        _ => Kind.ToString().ToLowerInvariant(),
    };
}
