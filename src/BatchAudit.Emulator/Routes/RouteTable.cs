namespace BatchAudit.Emulator;

/// <summary>One operation of the contract.</summary>
/// <param name="Template">A path whose segments in braces stand for anything.</param>
internal sealed record Route(string Method, string Template, Action<Call> Answer)
{
    private readonly string[] _segments = Template.Split('/');

    public string Name { get; } = $"{Method} {Template}";

    /// <returns>What the placeholders stand for; null when the path is another's.</returns>
    public List<string>? Match(string[] path)
    {
        if (path.Length != _segments.Length)
        {
            return null;
        }

        var values = new List<string>(2);
        for (var index = 0; index < path.Length; index++)
        {
            if (_segments[index].StartsWith('{') && path[index].Length > 0)
            {
                values.Add(Uri.UnescapeDataString(path[index]));
            }
            else if (_segments[index] != path[index])
            {
                return null;
            }
        }

        return values;
    }
}

/// <summary>Every operation the emulator knows.</summary>
internal static class RouteTable
{
    private const string Directories = "/api/v1/beta/directories";

    private static readonly Route[] Routes =
    [
        new("GET", "/api/v2/batches", BatchRoutes.List),
        new("POST", "/api/v2/batches", BatchRoutes.Create),
        new("GET", "/api/v2/batches/{batch_id}", BatchRoutes.Get),
        new("POST", "/api/v2/batches/{batch_id}/cancel", BatchRoutes.Cancel),
        new("GET", "/api/v2/parse", JobRoutes.ListParse),
        new("GET", "/api/v2/parse/{job_id}", JobRoutes.GetParse),
        new("GET", "/api/v2/extract", JobRoutes.ListExtract),
        new("GET", "/api/v2/extract/{job_id}", JobRoutes.GetExtract),
        new("GET", "/api/v1/job-data-points", JobPointRoutes.List),
        new("GET", Directories, DirectoryRoutes.List),
        new("GET", $"{Directories}/{{directory_id}}", DirectoryRoutes.Get),
        new("GET", $"{Directories}/{{directory_id}}/files", DirectoryRoutes.ListFiles),
        new("GET", $"{Directories}/{{directory_id}}/files/{{directory_file_id}}", DirectoryRoutes.GetFile),
    ];

    /// <summary>The route, its placeholders' values, and whether the path is known at all, if only with another method.</summary>
    public static (Route? Route, IReadOnlyList<string> Values, bool PathKnown) Find(string method, string path)
    {
        var segments = path.Split('/');
        var pathKnown = false;
        foreach (var route in Routes)
        {
            if (route.Match(segments) is { } values)
            {
                pathKnown = true;
                if (route.Method == method)
                {
                    return (route, values, true);
                }
            }
        }

        return (null, [], pathKnown);
    }
}
