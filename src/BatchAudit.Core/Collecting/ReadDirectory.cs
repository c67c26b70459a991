using System.Collections.Concurrent;

namespace BatchAudit.Collecting;

/// <summary>Reads a batch's source directory and its files, once in a run however many batches come from it.</summary>
internal sealed class ReadDirectory(IBatchSource source, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, bool> _claimed = new(StringComparer.Ordinal);

    public async Task ReadAsync(BatchSnapshot batch, List<Observation> observations, CancellationToken cancellationToken)
    {
        if (batch.SourceDirectoryId is not { } directoryId || !_claimed.TryAdd(directoryId, true))
        {
            return;
        }

        try
        {
            observations.Add(DirectoryObservation.Of(await source.GetDirectoryAsync(directoryId, cancellationToken)));

            await foreach (var page in source.ListDirectoryFilesAsync(directoryId, cancellationToken))
            {
                observations.Add(DirectoryFilesObservation.Of(directoryId, page));
            }
        }
        catch (AuditException notFound) when (notFound.Kind is FailureKind.NotFound)
        {
            // Also between two pages: an ephemeral directory vanishes whenever it likes.
            observations.Add(DirectoryObservation.OfMissing(directoryId, notFound, time.GetUtcNow()));
        }
        catch (AuditException failure)
        {
            observations.Add(FailureObservation.Of(batch.BatchId, failure, time.GetUtcNow()));

            // Free for the next batch that comes from it, or for this one when a waiting run asks again.
            _claimed.TryRemove(directoryId, out _);
        }
    }
}
