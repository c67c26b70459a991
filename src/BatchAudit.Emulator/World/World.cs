using System.Collections.Concurrent;

namespace BatchAudit.Emulator;

/// <summary>What a roll of the seeded dice is for: different purposes at one place are independent.</summary>
internal enum RollPurpose
{
    Fate,
    Error,
    Created,
    Wait,
    Run,
    Pages,
    Added,
    Size,
    Event,
}

/// <summary>
/// The scenario as a server's stock: whatever an id names, worked out anew each time it is asked for.
/// All that is kept is what POST made: batches and cancellations.
/// </summary>
internal sealed class World
{
    private readonly Scenario _scenario;
    private readonly ulong _key;
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<int, DateTimeOffset> _cancellations = new();
    private readonly Dictionary<(IdKind Kind, string Id), Place> _named = [];
    private Template[] _templates;

    public World(Scenario scenario, DateTimeOffset start)
    {
        _scenario = scenario;
        _key = Seeded.Mix((ulong)scenario.Seed);
        Start = start;
        Ids = new(scenario.Seed);
        ProjectId = scenario.ProjectId ?? Ids.Text(IdKind.Project, default);
        _templates = new Template[scenario.Batches.Count];
        for (var index = 0; index < _templates.Length; index++)
        {
            _templates[index] = new(scenario.Batches[index], BatchCount);
            Remember(_templates[index]);
            BatchCount += scenario.Batches[index].Count;
        }
    }

    /// <summary>Told of every batch that POST makes.</summary>
    public event Action<Batch>? Created;

    /// <summary>Told of every batch that is to be cancelled.</summary>
    public event Action<Batch>? Cancelled;

    public DateTimeOffset Start { get; }

    public IdCodec Ids { get; }

    public string ProjectId { get; }

    public Scenario Scenario => _scenario;

    public int BatchCount { get; private set; }

    public ulong Roll(Place place, RollPurpose purpose) => Seeded.Mix((ulong)place.Rank ^ _key) + (ulong)purpose;

    public DateTimeOffset? Cancellation(int ordinal) => _cancellations.TryGetValue(ordinal, out var at) ? at : null;

    public void Cancel(Batch batch, DateTimeOffset at)
    {
        _cancellations.TryAdd(batch.Ordinal, at);
        Cancelled?.Invoke(batch);
    }

    /// <summary>Adds a batch that starts now, over the directory of an existing one.</summary>
    public Batch Create(Batch source, BatchScript script)
    {
        Batch created;

        lock (_gate)
        {
            var template = new Template(script with { Over = source.Id }, BatchCount);
            _templates = [.. _templates, template];
            BatchCount++;
            created = new(this, template, template.FirstOrdinal);
        }

        Created?.Invoke(created);
        return created;
    }

    /// <param name="ordinal">From 0 to below <see cref="BatchCount"/>.</param>
    public Batch BatchAt(int ordinal)
    {
        var templates = _templates;
        int low = 0, high = templates.Length - 1;
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = templates[middle].FirstOrdinal <= ordinal ? (middle, high) : (low, middle - 1);
        }

        return new(this, templates[low], ordinal);
    }

    public Batch? Find(string batchId) => Place(IdKind.Batch, batchId) is { } place ? BatchAt(place.Batch) : null;

    public Batch? FindDirectory(string directoryId) =>
        Place(IdKind.Directory, directoryId) is { } place && BatchAt(place.Batch) is { Script.Over: null } batch ? batch : null;

    public Place? FindFile(string fileId) => Place(IdKind.File, fileId);

    public Job? FindJob(IdKind kind, string jobId) =>
        Place(kind, jobId) is { } place && BatchAt(place.Batch) is { } batch && batch.JobKind == kind ? JobFate.Find(batch, place) : null;

    // An id of a place that has its own is not the place's: a spelled-out id hides the one made from the seed.
    private Place? Place(IdKind kind, string id) =>
        _named.TryGetValue((kind, id), out var named) ? named
        : Ids.TryRead(kind, id, out var place) && place.Batch < BatchCount ? place
        : null;

    private void Remember(Template template)
    {
        var ordinal = template.FirstOrdinal;
        Remember(IdKind.Batch, template.Script.Id, new(ordinal));
        Remember(IdKind.Directory, template.Script.Directory.Id, new(ordinal));
        var kind = template.Script.JobType == JobType.ParseV2 ? IdKind.ParseJob : IdKind.ExtractJob;
        var file = 0;
        foreach (var script in template.Script.Files)
        {
            Remember(IdKind.File, script.Id, new(ordinal, file));
            Remember(kind, script.Job?.Id, new(ordinal, file));
            for (var index = 0; index < script.Steps.Count; index++)
            {
                Remember(kind, script.Steps[index].Job?.Id, new(ordinal, file, index + 1));
            }

            file += script.Count;
        }
    }

    private void Remember(IdKind kind, string? id, Place place)
    {
        if (id is not null)
        {
            _named.TryAdd((kind, id), place);
        }
    }
}
