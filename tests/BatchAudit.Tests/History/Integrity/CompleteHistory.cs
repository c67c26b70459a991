using System.Text;
using BatchAudit.Collecting;
using BatchAudit.Deriving;
using BatchAudit.History.Sqlite;
using BatchAudit.Integrity;
using BatchAudit.LlamaCloud;
using static BatchAudit.Tests.History.HistoryFixture;

namespace BatchAudit.Tests.History.Integrity;

/// <summary>A small history that has every kind of observation, every table filled, and versions that ended.</summary>
internal static class CompleteHistory
{
    public static readonly StoredAnswers Answers = new();

    /// <summary>A batch that runs, over two files of which one could not be mapped.</summary>
    public const string Running =
        """
        { "id": "bat-1", "project_id": "prj-1", "source_directory_id": "dir-1", "status": "RUNNING", "priority": 1,
          "created_at": "2026-05-03T23:00:00Z", "updated_at": "2026-05-03T23:59:00Z",
          "config": { "job": { "type": "parse_v2", "configuration_id": "cfg-1" } },
          "results": [ { "source_directory_file_id": "dfl-1", "job_reference": { "type": "parse_v2", "id": "pjb-1" } },
                       { "source_directory_file_id": "dfl-2", "error_message": "Unsupported file type: .xyz" } ] }
        """;

    public const string Completed =
        """
        { "id": "bat-1", "project_id": "prj-1", "source_directory_id": "dir-1", "status": "COMPLETED",
          "created_at": "2026-05-03T23:00:00Z", "updated_at": "2026-05-04T00:30:00Z",
          "config": { "job": { "type": "parse_v2", "configuration_id": "cfg-1" } },
          "results": [ { "source_directory_file_id": "dfl-1", "job_reference": { "type": "parse_v2", "id": "pjb-2" } },
                       { "source_directory_file_id": "dfl-2", "error_message": "Unsupported file type: .xyz" },
                       { "source_directory_file_id": "dfl-2", "job_reference": { "type": "parse_v2", "id": "pjb-3" } } ] }
        """;

    private const string Extracting =
        """
        { "id": "bat-3", "source_directory_id": "dir-2", "status": "COMPLETED", "created_at": "2026-05-03T22:00:00Z", "updated_at": 1777629600,
          "config": { "job": { "type": "extract_v2", "configuration_id": "cfg-2" } },
          "results": [ { "source_directory_file_id": "dfl-9", "job_reference": { "type": "extract_v2", "id": "ext-1" } } ] }
        """;

    public static void Make(string path, bool withPruning = true)
    {
        Begin(path, DerivationStretch.Current);

        if (withPruning)
        {
            new HistoryPruning(path).Prune(Midnight.AddSeconds(2), Midnight.AddHours(12));
        }

        GoOn(path, DerivationStretch.Current);
    }

    /// <summary>Its first run, by a program of this version of the derivation.</summary>
    public static void Begin(string path, int version)
    {
        using var history = SqliteHistory.Open(path, version);
        FirstRun(history);
    }

    /// <summary>Its second run, which ends versions that the first one began.</summary>
    public static void GoOn(string path, int version)
    {
        using var history = SqliteHistory.Open(path, version);
        SecondRun(history);
    }

    /// <summary>An answer as it would be stored now.</summary>
    public static Observation Answer(string kind, string subject, int seconds, string? body)
    {
        var bytes = Encoding.UTF8.GetBytes(body ?? "");
        var payload = body is null ? null : Payload.Pack(bytes);
        return Answers.Read(new StoredAnswer(kind, subject, Midnight.AddSeconds(seconds), payload?.Sha256, bytes)) with { Payload = payload };
    }

    private static void FirstRun(SqliteHistory history)
    {
        var run = history.BeginRun(new RunStart(Midnight, "1.0.0", "https://example.test", "--all"));
        history.Append(run, [Failed("bat-2", FailureKind.BadAnswer, "no batch", 1, "<html>")]);
        history.Append(run,
        [
            Answer("batch", "bat-1", 2, Running),
            Answer("parse_v2_jobs", "bat-1", 3, """{ "items": [ { "id": "pjb-1", "status": "RUNNING", "tier": "fast", "created_at": "2026-05-03T23:30:00Z", "updated_at": "2026-05-03T23:31:00Z" }, { "id": "pjb-of-others", "status": "FAILED" } ] }"""),
            Answer("directory", "dir-1", 4, """{ "id": "dir-1", "name": "scans", "type": "ephemeral", "expires_at": "2026-05-05T00:00:00Z" }"""),
            Answer("directory_files", "dir-1", 5, """{ "items": [ { "id": "dfl-1", "display_name": "a.pdf", "unique_id": "u-1", "file_id": "fil-1", "created_at": "2026-05-03T20:00:00Z" } ], "next_page_token": "more" }"""),
            Answer("directory_files", "dir-1", 5, """{ "items": [ { "id": "dfl-2", "display_name": "b.xyz", "created_at": "2026-02-30T10:00:00Z" } ], "next_page_token": null }"""),
        ]);
        history.Append(run, [Failed("bat-2", FailureKind.Unreachable, "no answer", 6, null), Failed("bat-4", FailureKind.BadAnswer, "no batch", 6, "<p>")]);
        history.EndRun(run, Midnight.AddSeconds(7), new RunCounts(3, 1, 0, 1, 1, 0, new CallCount(9, 2)), 3);
    }

    private static void SecondRun(SqliteHistory history)
    {
        var run = history.BeginRun(new RunStart(Midnight.AddDays(1), "1.0.0", "https://example.test", "--all"));
        history.Append(run,
        [
            Answer("batch", "bat-1", 100, Completed),
            Answer("parse_v2_job", "bat-1/pjb-1", 101, """{ "job": { "id": "pjb-1", "status": "FAILED", "severity": 3, "error_message": "Page 3 is broken", "updated_at": "2026-05-04T00:10:00Z", "usage": { "credits": 1.5 } } }"""),
            Answer("parse_v2_jobs", "bat-1", 102, """{ "items": [ { "id": "pjb-2", "status": "COMPLETED", "created_at": "2026-05-03T23:40:00Z" } ] }"""),
            Answer("job_not_found", "bat-1/pjb-3", 103, """{ "detail": "Not found" }"""),
            Answer("directory_files", "dir-1", 104, """{ "items": [ { "id": "dfl-2", "created_at": "soon" }, { "id": "dfl-1", "owner": "x", "display_name": "a2.pdf", "deleted_at": "2026-05-04T00:20:00Z" } ] }"""),
            Answer("directory_not_found", "dir-1", 105, null),
            Answer("batch", "bat-3", 106, Extracting),
            Answer("extract_v2_jobs", "bat-3", 107, """{ "items": [ { "id": "ext-1", "status": "RUNNING", "created_at": {} } ] }"""),
            Answer("extract_v2_job", "bat-3/ext-1", 108, """{ "id": "ext-1", "status": "COMPLETED", "usage": { "credits": 2 } }"""),
            Answer("data_points", "parse_v2", 109, """{ "items": [ { "id": "pjb-1", "state_transitions": { "pending_at": "2026-05-03T23:30:00Z", "running_at": "2026-05-03T23:31:00Z", "cancelled_at": "" } } ] }"""),
            Answer("data_points", "parse_v2", 110, """{ "items": [ { "id": "pjb-1", "state_transitions": { "failed_at": "2026-05-04T00:10:00Z", "throttled_at": "2026-05-03T23:30:30Z" } }, { "id": "pjb-2", "state_transitions": { "completed_at": "2026-05-04T00:11:00Z", "cancelled_at": "2026-05-04T00:12:00Z" } } ] }"""),
            Answer("batch", "bat-1", 111, Completed),
        ]);
        history.EndRun(run, Midnight.AddDays(1).AddSeconds(120), new RunCounts(2, 2, 0, 0, 0, 0, new CallCount(12, 0)), 0);
    }

    private static FailureObservation Failed(string batchId, FailureKind kind, string message, int seconds, string? body) => FailureObservation.Of(
        batchId,
        new AuditException(kind, message) { Body = body is null ? null : (ReadOnlyMemory<byte>?)Encoding.UTF8.GetBytes(body) },
        Midnight.AddSeconds(seconds));
}
