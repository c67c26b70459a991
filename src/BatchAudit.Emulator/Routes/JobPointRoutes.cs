namespace BatchAudit.Emulator;

internal static class JobPointRoutes
{
    private const int MostHours = 168;

    public static void List(Call call)
    {
        var kind = call.Text("job_type") switch
        {
            "parse" => IdKind.ParseJob,
            "extract" => IdKind.ExtractJob,
            "classify" => (IdKind?)null,
            null => throw Refusal.InvalidQuery("job_type", "Field required", "missing"),
            _ => throw Refusal.InvalidQuery("job_type", "Input should be 'parse', 'extract' or 'classify'", "literal_error"),
        };
        var hours = call.Number("hours") ?? 1;
        if (hours is < 1 or > MostHours)
        {
            throw Refusal.InvalidQuery(
                "hours", $"Input should be from 1 to {MostHours}", hours < 1 ? "greater_than_equal" : "less_than_equal");
        }

        var since = call.Now - TimeSpan.FromHours(hours);
        var statuses = call.All("status");
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
