namespace BatchAudit.Emulator;

internal static class JobPointRoutes
{
    private const int MaxHours = 168;

    private static readonly string[] Statuses = ["pending", "throttled", "running", "completed", "failed", "cancelled"];

    public static void List(Call call)
    {
        var kind = call.Word("job_type", "parse", "extract", "classify") switch
        {
            "parse" => IdKind.ParseJob,
            "extract" => IdKind.ExtractJob,
            null => throw Refusal.InvalidQuery("job_type", "Field required", "missing"),
            _ => (IdKind?)null,
        };
        var hours = call.Number("hours", 1, MaxHours) ?? 1;
        var since = call.Now - TimeSpan.FromHours(hours);
        var statuses = call.Words("status", Statuses);
        Page.Write(
            call,
            start => (kind is { } known ? JobRoutes.Every(call, known, start) : []).Where(row =>
                row.Row.CreatedAt >= since
                && call.Within("created_at", row.Row.CreatedAt)
                && (statuses.Count == 0
                    || statuses.Contains(row.Row.At(call.Now).Status, StringComparer.OrdinalIgnoreCase))),
            job => JobPointJson.Write(call, job));
    }
}
