using System.Collections.Immutable;

namespace BatchAudit.Reporting;

/// <summary>A file that a writer left in the report folder.</summary>
/// <param name="Name">Within the folder.</param>
/// <param name="Reports">How many rows of which report are in it, in the order they appear.</param>
/// <param name="Warnings">What the format could not hold as it was, such as cut cells; empty for none.</param>
public sealed record WrittenFile(string Name, ImmutableArray<WrittenReport> Reports, ImmutableArray<string> Warnings)
{
    /// <summary>Cells that hold only a part of their text, because the format cannot hold it all.</summary>
    public long CutCells { get; init; }
}

/// <summary>How many rows of a report were written.</summary>
public sealed record WrittenReport(string Name, long Rows);

/// <summary>One output format. Found by its <see cref="Format"/>; a new one is one new file.</summary>
public interface IReportWriter
{
    /// <summary>As on the command line: <c>csv</c>.</summary>
    string Format { get; }

    /// <summary>Of the files it writes: <c>text/csv</c>.</summary>
    string MediaType { get; }

    /// <summary>Writes the reports into the folder, streaming: memory does not grow with the rows.</summary>
    /// <exception cref="OperationCanceledException">Nothing that stood in the folder before was touched.</exception>
    /// <exception cref="IOException">A file could not be written; the one it was to replace is untouched.</exception>
    IReadOnlyList<WrittenFile> Write(ReportOrder order, CancellationToken cancellationToken);
}

/// <summary>A format of one report by itself, which needs no file to go into.</summary>
public interface IReportStreamWriter : IReportWriter
{
    /// <returns>What a file of it would be called, and what is in it.</returns>
    WrittenFile Write(IRowSource source, ReportDefinition report, Stream stream, CancellationToken cancellationToken);
}

/// <summary>What is to be written where.</summary>
/// <param name="Folder">An existing folder.</param>
public sealed record ReportOrder(IReportSource Source, ImmutableArray<ReportDefinition> Reports, string Folder);
