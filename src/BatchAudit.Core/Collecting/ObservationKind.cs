namespace BatchAudit.Collecting;

/// <summary>What an observation is an answer to. With the subject, all that is needed to read its bytes again.</summary>
public static class ObservationKind
{
    /// <summary>A batch; the subject is its id.</summary>
    public const string Batch = "batch";

    /// <summary>A run begins; the subject is its number, and the bytes are a document of our own, as of the next three.</summary>
    public const string RunStarted = "run_started";

    public const string RunFinished = "run_finished";

    /// <summary>
    /// Something about a batch could not be read; whatever was answered instead is a payload that the document names. The subject
    /// is the batch's id, or <see cref="JobSubject"/> when a single job was asked for.
    /// </summary>
    public const string Failure = "failure";

    /// <summary>Bodies of old payloads were dropped; the subject is the newest run's number.</summary>
    public const string Pruned = "pruned";

    /// <summary>Facts are made by another version of the derivation from here on, or all of them were made anew; the subject says which.</summary>
    public const string DerivationBegan = "derivation_began";

    /// <summary>There is no such job; the subject is <see cref="JobSubject"/>.</summary>
    public const string JobNotFound = "job_not_found";

    /// <summary>A page of data points; the subject is the job type.</summary>
    public const string JobTimes = "data_points";

    /// <summary>A source directory; the subject is its id.</summary>
    public const string Directory = "directory";

    /// <summary>There is no such directory; the subject is its id.</summary>
    public const string DirectoryNotFound = "directory_not_found";

    /// <summary>A page of a directory's files; the subject is the directory's id.</summary>
    public const string DirectoryFiles = "directory_files";

    /// <summary><c>parse_v2_jobs</c>: a page of a listing of jobs of one batch, whose id is the subject.</summary>
    public static string JobsOf(string jobType) => jobType + "_jobs";

    /// <summary><c>parse_v2_job</c>: a single job; the subject is <see cref="JobSubject"/>.</summary>
    public static string JobOf(string jobType) => jobType + "_job";
}

/// <summary>
/// <c>batch/job</c>: an answer that there is no such job does not say which. The job's id is escaped as in a URL, so that the last
/// slash is always ours.
/// </summary>
public readonly record struct JobSubject(string BatchId, string JobId)
{
    /// <exception cref="FormatException">There is no slash in it.</exception>
    public static JobSubject Parse(string subject) => subject.LastIndexOf('/') is >= 0 and var slash
        ? new JobSubject(subject[..slash], Uri.UnescapeDataString(subject[(slash + 1)..]))
        : throw new FormatException($"'{subject}' names no job of a batch.");

    public override string ToString() => $"{BatchId}/{Uri.EscapeDataString(JobId)}";
}
