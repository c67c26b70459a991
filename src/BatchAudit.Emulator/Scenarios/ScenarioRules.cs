namespace BatchAudit.Emulator;

/// <summary>What a scenario must keep beyond being well-formed.</summary>
internal static class ScenarioRules
{
    // What an id has room for (see IdCodec).
    private const int MaxBatches = 1 << 28;
    private const int MaxFiles = 1 << 20;
    private const int MaxSteps = 127;

    // The emulator looks at each of them on its own for changes to send.
    private const int MaxWatchedBatches = 1000;

    /// <returns>The first rule broken, as a sentence that says where; null when there is none.</returns>
    public static string? FirstBroken(Scenario scenario) =>
        Broken(scenario).FirstOrDefault();

    private static IEnumerable<string> Broken(Scenario scenario)
    {
        if (scenario.MaxPageSize is < 1 or > 1000 || scenario.PageSize < 1)
        {
            yield return "page_size and max_page_size are 1 to 1000.";
        }

        if (scenario.Batches.Sum(batch => (long)batch.Count) > MaxBatches)
        {
            yield return $"more than {MaxBatches} batches.";
        }

        var known = new HashSet<string>(StringComparer.Ordinal);
        for (var index = 0; index < scenario.Batches.Count; index++)
        {
            var batch = scenario.Batches[index];
            if (BrokenBatch(batch, known) is { } sentence)
            {
                yield return $"batches[{index}]: {sentence}";
            }

            known.Add(batch.Id ?? "");
        }

        for (var index = 0; index < scenario.Faults.Count; index++)
        {
            if (scenario.Faults[index] is { Every: < 1 } or { Share: < 0 or > 1 })
            {
                yield return $"faults[{index}]: 'every' is at least 1, 'share' is 0 to 1.";
            }
        }
    }

    private static string? BrokenBatch(BatchScript batch, HashSet<string> known)
    {
        if (batch.Count < 0)
        {
            return "'count' cannot be negative.";
        }

        if (batch.Count > 1 && (batch.Id ?? batch.Directory.Id) is not null)
        {
            return "a group has no single 'id'.";
        }

        if (batch.Id is { } id && known.Contains(id))
        {
            return $"the id '{id}' is taken.";
        }

        if (batch.Over is { } over && (over.Length == 0 || !known.Contains(over)))
        {
            return $"'over' names '{over}', which is no earlier batch's id.";
        }

        if (batch.Over is not null && batch.Files.Count > 0)
        {
            return "a batch 'over' another has that one's files, none of its own.";
        }

        if (!JobType.All.Contains(batch.JobType))
        {
            return $"'job_type' is {JobType.ParseV2} or {JobType.ExtractV2}, not '{batch.JobType}'.";
        }

        if (batch.Rates.Sum is < 0 or > 1.000001)
        {
            return "the rates come to more than 1.";
        }

        return BrokenWebhooks(batch) ?? BrokenFiles(batch);
    }

    private static string? BrokenWebhooks(BatchScript batch)
    {
        if (batch.WebhookConfigurations.Contains(null!))
        {
            return "null is no webhook configuration.";
        }

        if (batch.WebhookConfigurations.Count > 0 && batch.Count > MaxWatchedBatches)
        {
            return $"a group with webhooks has {MaxWatchedBatches} batches at most.";
        }

        return batch.WebhookConfigurations
            .Select((webhook, index) => webhook.Fault() is { } fault ? $"webhook_configurations[{index}]: '{fault.Field}': {fault.Sentence}." : null)
            .FirstOrDefault(sentence => sentence is not null);
    }

    private static string? BrokenFiles(BatchScript batch)
    {
        if (batch.Files.Sum(file => (long)file.Count) > MaxFiles)
        {
            return $"more than {MaxFiles} files.";
        }

        for (var index = 0; index < batch.Files.Count; index++)
        {
            var file = batch.Files[index];
            var named = file.Id is not null || file.Job?.Id is not null || file.Steps.Any(step => step.Job?.Id is not null);
            if (file.Count < 0 || file.Steps.Count > MaxSteps)
            {
                return $"files[{index}]: 'count' cannot be negative, and there are {MaxSteps} steps at most.";
            }

            if (named && (file.Count > 1 || batch.Count > 1))
            {
                return $"files[{index}]: several files cannot share an 'id'.";
            }
        }

        return null;
    }
}
