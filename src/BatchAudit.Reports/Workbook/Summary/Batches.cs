using BatchAudit.Reporting;

namespace BatchAudit.Reports.Workbook.Summary;

/// <summary>What the summary tells of the batches, from one pass over them.</summary>
internal sealed class Batches
{
    private readonly TopN<BatchDuration> _durations = new(BatchDuration.Most);
    private readonly SortedDictionary<string, Rate> _jobs = new(StringComparer.Ordinal);

    public long Count { get; private set; }

    public long Failed { get; private set; }

    public Balance Balance { get; private set; } = new();

    /// <summary>Rows of the newest results that name a job, of all and of the files that have no row.</summary>
    public Rate Mapped { get; private set; }

    /// <summary>By job type: rows whose job was seen COMPLETED, of those whose job was asked for, as in success_pct_of_checked.</summary>
    public IReadOnlyDictionary<string, Rate> Jobs => _jobs;

    public IReadOnlyList<BatchDuration> LongestFirst => _durations.LargestFirst();

    /// <summary>Batches that <see cref="BatchDuration.Of"/> gives none for.</summary>
    public long WithoutDuration => Count - _durations.Seen;

    public static Batches Read(IReportSource source)
    {
        using var rows = new NamedRows(source, ReportCatalog.Batches);
        var batches = new Batches();

        while (rows.Read())
        {
            batches.Add(rows);
        }

        return batches;
    }

    private void Add(NamedRows batch)
    {
        Count++;
        Failed += batch.Text("status") == BatchStatus.Failed ? 1 : 0;
        Balance = Balance.Plus(batch);
        Mapped = Mapped.Plus(new Rate(batch.Integer("mapped"), batch.Integer("listed") + batch.Integer("missing") + batch.Integer("awaited")));
        var type = batch.Text("job_type");
        _jobs[type] = _jobs.GetValueOrDefault(type).Plus(Checked(batch));

        if (BatchDuration.Of(batch) is { } duration)
        {
            _durations.Offer(duration, duration.Took.TotalSeconds);
        }
    }

    private static Rate Checked(NamedRows batch)
    {
        var ok = batch.Integer("jobs_ok");
        var others = batch.Integer("jobs_failed") + batch.Integer("jobs_cancelled") + batch.Integer("jobs_open") + batch.Integer("jobs_not_found");
        return new Rate(ok, ok + others);
    }
}
