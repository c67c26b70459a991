namespace BatchAudit;

/// <summary>Why a batch could not be read, as the history and the summary say it.</summary>
public static class FailureWords
{
    public static string Of(FailureKind kind) => kind switch
    {
        FailureKind.Unauthorized => "UNAUTHORIZED",
        FailureKind.NotFound => "NOT_FOUND",
        FailureKind.BadAnswer => "BAD_ANSWER",
        FailureKind.Unreachable => "UNREACHABLE",
        FailureKind.Configuration => "CONFIGURATION",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a failure of reading a batch."),
    };
}
