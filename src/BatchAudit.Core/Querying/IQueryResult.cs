using BatchAudit.Reporting;

namespace BatchAudit.Querying;

/// <summary>
/// The answer to a query: one more report, beside those of the history it was asked of. Its rows come one by one, as the
/// database finds them.
/// </summary>
public interface IQueryResult : IReportSource, IDisposable
{
    /// <summary>The columns of the answer. Of each the name is unique; a cell is what the database says it is.</summary>
    ReportDefinition Report { get; }

    /// <summary>Whether there were more rows than the query's limit. Known when the last one was read.</summary>
    bool IsCut { get; }
}
