namespace BatchAudit.Collecting;

/// <summary>What an observation is an answer to. With the subject, all that is needed to read its bytes again.</summary>
public static class ObservationKind
{
    /// <summary>A batch; the subject is its id.</summary>
    public const string Batch = "batch";

    /// <summary>Something about the batch could not be read; the bytes are whatever was answered instead.</summary>
    public const string Failure = "failure";

    /// <summary>There is no such job; the subject is <c>batch/job</c>.</summary>
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

    /// <summary><c>parse_v2_job</c>: a single job; the subject is <c>batch/job</c>.</summary>
    public static string JobOf(string jobType) => jobType + "_job";
}
