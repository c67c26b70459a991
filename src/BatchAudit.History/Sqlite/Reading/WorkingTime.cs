using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace BatchAudit.History.Sqlite;

/// <summary>Ends a statement that works for too long, or that nobody waits for any more, from within SQLite.</summary>
internal sealed class WorkingTime(TimeSpan? most, TimeProvider time, CancellationToken cancellationToken)
{
    /// <summary>Instructions between two looks: well under a millisecond's worth.</summary>
    private const int Instructions = 10_000;

    private TimeSpan _before;
    private long _started;

    /// <summary>Making a statement ready counts as well.</summary>
    public void Watch(SqliteConnection connection)
    {
        _started = time.GetTimestamp();
        raw.sqlite3_progress_handler(connection.Handle, Instructions, _ => IsOver() ? 1 : 0, null);
    }

    /// <summary>Only the time in which SQLite works counts: who reads the answer page by page may take his time.</summary>
    public int Step(sqlite3_stmt statement)
    {
        _started = time.GetTimestamp();
        var code = raw.sqlite3_step(statement);
        _before += time.GetElapsedTime(_started);
        return code;
    }

    /// <summary>Why SQLite was interrupted.</summary>
    public Exception Reason() => cancellationToken.IsCancellationRequested
        ? new OperationCanceledException(cancellationToken)
        : new AuditException(FailureKind.Deadline, FormattableString.Invariant($"The query took longer than {most?.TotalSeconds:0.###} s."), "Give --timeout more, or ask for less.");

    private bool IsOver() => cancellationToken.IsCancellationRequested || (most is { } limit && _before + time.GetElapsedTime(_started) > limit);
}
