using System.Collections.Immutable;
using BatchAudit.Reporting;

namespace BatchAudit.Querying;

/// <summary>A view that a query can read.</summary>
/// <param name="Report">The report that it is; null for one that others are made of.</param>
public sealed record View(string Name, ImmutableArray<string> Columns, ReportDefinition? Report);
