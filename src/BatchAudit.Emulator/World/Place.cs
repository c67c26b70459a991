namespace BatchAudit.Emulator;

/// <summary>Where in the scenario something stands: the batch, the file in it, and the job made of that file.</summary>
/// <param name="Job">0 is the first job, n the one that the file's n-th step brought; plus 128 for a duplicate row's.</param>
internal readonly record struct Place(int Batch, int File = 0, int Job = 0)
{
    public const int Twin = 128;

    /// <summary>Unique and in order of batch, file, job: 28, 20 and 8 bits.</summary>
    public long Rank => ((long)Batch << 28) | ((long)File << 8) | (uint)Job;

    public static Place OfRank(long rank) => new((int)(rank >> 28), (int)(rank >> 8) & 0xFFFFF, (int)rank & 0xFF);
}

/// <summary>What an id is of; each has its prefix.</summary>
internal enum IdKind
{
    Project,
    Directory,
    Batch,
    File,
    ParseJob,
    ExtractJob,
    StoredFile,
    UniqueId,
}
