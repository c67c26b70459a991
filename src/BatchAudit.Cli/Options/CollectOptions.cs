using System.CommandLine;
using System.CommandLine.Parsing;
using BatchAudit.Cli.Options.Values;
using BatchAudit.Collecting;

namespace BatchAudit.Cli.Options;

/// <summary>The options of every command that collects, and how they become a request.</summary>
/// <param name="waits">The command always waits, and has options for how.</param>
internal sealed class CollectOptions(bool waits = false)
{
    private readonly Argument<string[]> _batchIds = new("BATCH_ID")
    {
        Description = "Batches to read (bat-…).",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string?> _from = new("--from") { Description = "Read the ids from a file, one a line, or from the column batch_id of a CSV file; - is standard input.", HelpName = "file" };
    private readonly Option<bool> _all = new("--all") { Description = "Every batch the key can see." };
    private readonly Option<string?> _status = new("--status") { Description = "Only batches with this status, such as RUNNING.", HelpName = "word" };

    private readonly Option<DateTimeOffset?> _since = new("--since")
    {
        Description = "Only batches created at or after this time, such as 2026-05-01 or 2026-05-01T13:30Z; UTC unless it has an offset.",
        HelpName = "time",
        CustomParser = TimeOption.ParseFrom,
    };

    private readonly Option<DateTimeOffset?> _until = new("--until")
    {
        Description = "Only batches created at or before this time; a day or a month counts to its end.",
        HelpName = "time",
        CustomParser = TimeOption.ParseUpTo,
    };

    private readonly Option<string?> _directory = new("--directory") { Description = "Only batches over this source directory (dir-…).", HelpName = "id" };
    private readonly Option<bool> _refresh = new("--refresh") { Description = "Read batches again that are terminal and held completely." };

    private readonly Option<Recheck?> _recheck = new("--recheck")
    {
        Description = "Read a share of the batches held completely again, such as 1/7, the longest unread first.",
        HelpName = "n/m",
        CustomParser = RecheckShare.Parse,
    };

    private readonly Option<bool> _noJobs = new("--no-jobs") { Description = "Do not ask what became of the jobs." };
    private readonly Option<bool> _noFiles = new("--no-files") { Description = "Do not ask for the source directories and their files." };
    private readonly Option<bool> _wait = new("--wait") { Description = "Ask again until every batch is terminal, and so are its jobs." };

    private readonly Option<int?> _concurrency = new("--concurrency")
    {
        Description = "Requests under way at once, 1 to 64 (default 8).",
        HelpName = "n",
        CustomParser = argument => WholeNumber.Parse(argument, "--concurrency", 1, AppHost.MaxConcurrency),
    };

    private readonly Option<TimeSpan?> _deadline = new("--deadline")
    {
        Description = "End the run after this long, such as 30m, with what was read.",
        HelpName = "span",
        CustomParser = Duration.Parse,
    };

    private readonly Option<TimeSpan?> _lockWait = new("--lock-wait")
    {
        Description = "Wait so long for another run over the same history to finish (default not at all).",
        HelpName = "span",
        CustomParser = Duration.Parse,
    };

    private readonly Option<TimeSpan?> _every = new("--every")
    {
        Description = "Ask again after this long, 1s or more (default 10s, growing to 60s).",
        HelpName = "span",
        CustomParser = argument => Duration.ParseAtLeast(argument, TimeSpan.FromSeconds(1)),
    };

    private readonly Option<string?> _project = new("--project") { Description = "Goes with every call.", HelpName = "id" };
    private readonly Option<string?> _organization = new("--organization") { Description = "Goes with every call.", HelpName = "id" };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Only say which batches would be read." };

    public void AddTo(Command command)
    {
        command.Add(_batchIds);

        foreach (var option in (Option[])[
            _from, _all, _status, _since, _until, _directory, _refresh, _recheck, _noJobs, _noFiles,
            waits ? _every : _wait, _concurrency, _deadline, _lockWait, _project, _organization, _dryRun])
        {
            command.Add(option);
        }

        command.Validators.Add(result =>
        {
            foreach (var (id, wanted) in GivenIds(result))
            {
                if (!GivenId.IsPossible(id, wanted, out var fault))
                {
                    result.AddError(fault);
                }
            }

            var named = result.GetValue(_batchIds) is { Length: > 0 } || result.GetValue(_from) is not null;
            var filtered = result.GetValue(_status) is not null || result.GetResult(_since) is not null
                || result.GetResult(_until) is not null || result.GetValue(_directory) is not null;

            if (!named && !filtered && !result.GetValue(_all))
            {
                result.AddError("Which batches? Name them (bat-…), give --from a file, or take --all.");
            }

            if (named && (filtered || result.GetValue(_all)))
            {
                result.AddError("Name batches, or select them with --all, --status, --since, --until and --directory; not both.");
            }
        });
    }

    private IEnumerable<(string Id, IdFormat Wanted)> GivenIds(CommandResult result) =>
    [
        .. (result.GetValue(_batchIds) ?? []).Select(id => (id, IdFormat.Batch)),
        .. new[] { (_directory, IdFormat.Directory), (_project, IdFormat.Project), (_organization, IdFormat.Organization) }
            .Where(option => !string.IsNullOrWhiteSpace(result.GetValue(option.Item1)))
            .Select(option => (result.GetValue(option.Item1)!, option.Item2)),
    ];

    /// <summary>Zero: not at all.</summary>
    public TimeSpan LockWait(ParseResult parsed) => parsed.GetValue(_lockWait) ?? TimeSpan.Zero;

    public bool IsDryRun(ParseResult parsed) => parsed.GetValue(_dryRun);

    /// <summary>The settings, with what the command line says instead.</summary>
    public Settings Override(Settings settings, ParseResult parsed) => settings with
    {
        Project = parsed.GetValue(_project) ?? settings.Project,
        Organization = parsed.GetValue(_organization) ?? settings.Organization,
        Concurrency = parsed.GetValue(_concurrency) ?? settings.Concurrency,
    };

    /// <exception cref="AuditException">The file of <c>--from</c> cannot be read; or no time lies between <c>--since</c> and <c>--until</c>.</exception>
    public CollectRequest Bind(ParseResult parsed, Settings settings)
    {
        var ids = parsed.GetValue(_batchIds) ?? [];
        var (since, until) = (parsed.GetValue(_since), parsed.GetValue(_until));

        if (since > until)
        {
            throw new AuditException(
                FailureKind.Usage,
                $"--since {UtcText.Of(since)} is later than --until {UtcText.Of(until)}: no batch can have been created between them.",
                "Give --since the earlier time.");
        }

        return new CollectRequest
        {
            BatchIds = parsed.GetValue(_from) is { } file ? [.. ids, .. BatchIds.ReadFrom(file)] : ids.Length > 0 ? ids : null,
            Filter = new BatchFilter
            {
                Status = parsed.GetValue(_status)?.ToUpperInvariant(),
                CreatedSince = since,
                CreatedUntil = until,
                SourceDirectoryId = parsed.GetValue(_directory),
            },
            Selection = Selection(parsed, settings),
            ToolVersion = AppHost.Version,
            BaseUrl = settings.BaseUrl ?? AppHost.DefaultBaseUrl,
            Refresh = parsed.GetValue(_refresh),
            Recheck = parsed.GetValue(_recheck),
            WithoutJobs = parsed.GetValue(_noJobs),
            WithoutFiles = parsed.GetValue(_noFiles),
            Wait = waits || parsed.GetValue(_wait),
            Polling = waits && parsed.GetValue(_every) is { } span ? Polling.Every(span) : Polling.Default,
            Concurrency = settings.Concurrency,
            Deadline = parsed.GetValue(_deadline) ?? settings.Deadline,
        };
    }

    /// <summary>What was asked for, in the words of the options.</summary>
    private string Selection(ParseResult parsed, Settings settings)
    {
        var words = new List<string>(parsed.GetValue(_batchIds) ?? []);

        Add(_from, parsed.GetValue(_from));
        Add(_status, parsed.GetValue(_status)?.ToUpperInvariant());
        Add(_since, UtcText.Of(parsed.GetValue(_since)));
        Add(_until, UtcText.Of(parsed.GetValue(_until)));
        Add(_directory, parsed.GetValue(_directory));
        Add(_recheck, parsed.GetValue(_recheck) is { } recheck ? FormattableString.Invariant($"{recheck.Share}/{recheck.Of}") : null);
        Add(_project, settings.Project);
        Add(_organization, settings.Organization);

        foreach (var flag in (Option<bool>[])[_all, _refresh, _noJobs, _noFiles, _wait])
        {
            if ((waits && flag == _wait) || parsed.GetValue(flag))
            {
                words.Add(flag.Name[2..]);
            }
        }

        return string.Join(' ', words);

        void Add(Option option, string? value)
        {
            if (value is not null)
            {
                words.Add($"{option.Name[2..]} {value}");
            }
        }
    }
}
