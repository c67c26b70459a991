using System.Collections.Immutable;
using BatchAudit.Reporting;

namespace BatchAudit.Reports.Workbook.Summary;

/// <summary>What came of the files of one night's batches.</summary>
/// <param name="Day">Empty when it is not known when the batches were created.</param>
/// <param name="Counts">In the order of <see cref="Outcomes.All"/>.</param>
internal sealed record Night(string Day, ImmutableArray<long> Counts);

/// <param name="Shown">The newest nights, the oldest of them first.</param>
/// <param name="Counts">Over all nights, the older ones too, in the order of <see cref="Outcomes.All"/>.</param>
/// <param name="Seen">How many nights there are.</param>
/// <param name="BatchesNotKnown">Over all nights, the batches of which it cannot be told how many files they should have processed.</param>
internal sealed record Nights(IReadOnlyList<Night> Shown, ImmutableArray<long> Counts, int Seen, long BatchesNotKnown)
{
    public const int Most = 31;

    public long Files => Counts.Sum();

    public long Of(string column) => Counts[Outcomes.IndexOf(column)];

    public static Nights Read(IReportSource source)
    {
        using var rows = new NamedRows(source, ReportCatalog.Nights);
        var shown = new Queue<Night>();
        var all = new long[Outcomes.All.Length];
        var seen = 0;
        var notKnown = 0L;

        for (; rows.Read(); seen++)
        {
            var night = new Night(rows.Text("night"), [.. Outcomes.All.Select(outcome => rows.Integer(outcome.Column))]);
            shown.Enqueue(night);
            notKnown += rows.Integer("batches_not_known");

            for (var i = 0; i < all.Length; i++)
            {
                all[i] += night.Counts[i];
            }

            if (shown.Count > Most)
            {
                shown.Dequeue();
            }
        }

        return new Nights([.. shown], [.. all], seen, notKnown);
    }
}
