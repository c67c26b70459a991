namespace BatchAudit.Emulator;

/// <summary>What becomes of the jobs made of a file.</summary>
internal static class JobFate
{
    private static readonly JobScript Plain = new();
    private static readonly JobScript Lost = new() { NotFound = true };

    public static DateTimeOffset CreatedAt(Batch batch, Place place)
    {
        var script = ScriptOf(batch, place);
        if (script.Steps.Count > 0)
        {
            return batch.CreatedAt + script.Steps[0].At;
        }

        var number = place.Job % Place.Twin;
        return batch.CreatedAt + (number > 0
            ? FileFate.ScriptOf(batch, place.File).Steps[number - 1].At
            : Seeded.Between(batch.Template.MappedFrom, batch.Template.MappedUntil, batch.World.Roll(place, RollPurpose.Created)));
    }

    /// <summary>Null when there never is such a job.</summary>
    public static Job? Find(Batch batch, Place place)
    {
        if (place.File >= batch.FileCount || !Exists(batch, place))
        {
            return null;
        }

        var script = ScriptOf(batch, place);
        var word = script.Status;
        var error = script.ErrorMessage;
        if (place.Job % Place.Twin == 0)
        {
            word = FileFate.MisfortuneOf(batch, place.File, FileFate.ScriptOf(batch, place.File)) switch
            {
                RandomFault.JobFailed => BatchStatus.Failed,
                RandomFault.JobCancelled => BatchStatus.Cancelled,
                RandomFault.JobRunning => BatchStatus.Running,
                _ => word,
            };
        }

        var created = CreatedAt(batch, place);
        var changes = script.Steps.Count > 0
            ? [.. script.Steps.Select(step => new JobChange(batch.CreatedAt + step.At, step.Status))]
            : Usual(batch, place, script, word);
        if (script.Steps.Count == 0 && batch.CancelledAt is { } cancelled)
        {
            if (created > cancelled)
            {
                return null;
            }

            changes = CutOff(changes, cancelled);
        }

        word = changes[^1].Status;
        error ??= word == BatchStatus.Failed
            ? Seeded.Pick(batch.JobKind == IdKind.ParseJob ? SampleErrors.Parse : SampleErrors.Extract, batch.World.Roll(place, RollPurpose.Error))
            : null;
        return new Job(script, word, changes) { Batch = batch, Place = place, ErrorMessage = error };
    }

    /// <summary>The jobs ever made of a file, in order.</summary>
    public static IEnumerable<Place> PlacesOf(Batch batch, int file)
    {
        var steps = FileFate.ScriptOf(batch, file).Steps;
        for (var number = 0; number <= steps.Count; number++)
        {
            foreach (var job in (int[])[number, number + Place.Twin])
            {
                var place = new Place(batch.Ordinal, file, job);
                if (Exists(batch, place))
                {
                    yield return place;
                }
            }
        }
    }

    /// <summary>The id that the scenario spells out; null for one made from the seed.</summary>
    public static string? GivenId(Batch batch, Place place) =>
        place.Job < Place.Twin ? ScriptOf(batch, place).Id : null;

    private static JobScript ScriptOf(Batch batch, Place place)
    {
        var file = FileFate.ScriptOf(batch, place.File);
        var number = place.Job % Place.Twin;
        return number > 0 ? file.Steps[number - 1].Job ?? Plain
            : file.Job ?? (FileFate.MisfortuneOf(batch, place.File, file) == RandomFault.JobNotFound ? Lost : Plain);
    }

    private static bool Exists(Batch batch, Place place)
    {
        var script = FileFate.ScriptOf(batch, place.File);
        var number = place.Job % Place.Twin;
        var twin = place.Job >= Place.Twin;
        var state = FileFate.FirstState(batch, place.File, script);
        for (var index = -1; index < script.Steps.Count; index++)
        {
            state = index < 0 ? state : FileFate.After(state, script.Steps[index], index);
            if (state.HasJob && state.Job == number && (!twin || state.Row == RowKind.Duplicate))
            {
                return true;
            }
        }

        return false;
    }

    private static JobChange[] Usual(Batch batch, Place place, JobScript script, string word)
    {
        var created = CreatedAt(batch, place);
        var running = created + Seeded.Between(
            TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), batch.World.Roll(place, RollPurpose.Wait));
        var ended = running + (script.Runs ?? Seeded.Between(
            TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(64), batch.World.Roll(place, RollPurpose.Run)));

        return word switch
        {
            BatchStatus.Pending => [new(created, BatchStatus.Pending)],
            BatchStatus.Running => [new(created, BatchStatus.Pending), new(running, BatchStatus.Running)],
            _ => [new(created, BatchStatus.Pending), new(running, BatchStatus.Running), new(ended, word)],
        };
    }

    private static JobChange[] CutOff(JobChange[] changes, DateTimeOffset cancelled) =>
        changes[^1].At <= cancelled && BatchStatus.IsTerminal(changes[^1].Status)
            ? changes
            : [.. changes.Where(change => change.At < cancelled), new(cancelled, BatchStatus.Cancelled)];
}
