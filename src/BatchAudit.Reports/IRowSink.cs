using BatchAudit.Reporting;

namespace BatchAudit.Reports;

/// <summary>One report on its way into one file, row by row.</summary>
internal interface IRowSink : IDisposable
{
    void Write(ReportRows row);

    /// <summary>Writes what closes the file and hands the last bytes to the stream, which stays open.</summary>
    void Finish();

    /// <summary>What the format could not hold as it was, as sentences; complete after <see cref="Finish"/>.</summary>
    IEnumerable<string> Warnings();
}
