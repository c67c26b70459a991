using System.Collections.Immutable;
using System.Text;

namespace BatchAudit.Reporting.Manifests;

/// <summary>A word or a field of the server's that the contract does not know, or a time that is none.</summary>
/// <param name="Rule">The rule that found it.</param>
/// <param name="FirstObservation">The lowest among those of the findings.</param>
public sealed record ContractDrift(string Rule, string Message, long Findings, long FirstObservation)
{
    /// <summary>So many are named. A server that makes up more has been understood by then.</summary>
    public const int Most = 100;

    private static readonly ImmutableArray<string> Rules = ["UNKNOWN_FIELD", "UNKNOWN_WORD", "UNREADABLE_TIME"];

    /// <returns>In the order of the report <c>findings</c>, and at most <see cref="Most"/>.</returns>
    public static ImmutableArray<ContractDrift> Of(IReportSource source)
    {
        // The counts are at hand, and nearly always say that there is nothing to look for among thousands of rows.
        if (!source.Findings().Any(found => Rules.Contains(found.Rule)))
        {
            return [];
        }

        var (rule, message, observation) = (Position("rule"), Position("message"), Position("observation"));
        var drift = new OrderedDictionary<(string, string), ContractDrift>();
        using var rows = source.Open(ReportCatalog.Findings);

        while (rows.Read())
        {
            if (Rules.FirstOrDefault(known => rows.Utf8(rule).SequenceEqual(Encoding.UTF8.GetBytes(known))) is { } found)
            {
                var said = Encoding.UTF8.GetString(rows.Utf8(message));
                var seen = drift.GetValueOrDefault((found, said)) ?? new ContractDrift(found, said, 0, long.MaxValue);

                if (seen.Findings > 0 || drift.Count < Most)
                {
                    drift[(found, said)] = seen with
                    {
                        Findings = seen.Findings + 1,
                        FirstObservation = Math.Min(seen.FirstObservation, rows.Integer(observation)),
                    };
                }
            }
        }

        return [.. drift.Values];
    }

    private static int Position(string name) =>
        ReportCatalog.Findings.Columns.Select((column, position) => (column.Name, position)).Single(pair => pair.Name == name).position;
}
