namespace BatchAudit.History;

/// <summary>The words in <c>failure.reason</c>.</summary>
internal static class FailureWords
{
    public static string Of(FailureKind kind) => kind switch
    {
        FailureKind.Unauthorized => "UNAUTHORIZED",
        FailureKind.NotFound => "NOT_FOUND",
        FailureKind.BadAnswer => "BAD_ANSWER",
        FailureKind.Unreachable => "UNREACHABLE",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a failure of reading a batch."),
    };
}
