using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using BatchAudit.Collecting;
using BatchAudit.Deriving;
using BatchAudit.History.Sqlite;
using BatchAudit.Integrity;
using Dapper;
using Microsoft.Data.Sqlite;

namespace BatchAudit.History.Integrity;

/// <summary>
/// Goes along the chain once: every link, every payload, and everything derived from it once more into a scratch history, by the
/// same parsers and the same derivation as when it was first stored.
/// </summary>
internal sealed class Replay : IDisposable
{
    private static readonly string[] SharedTables = ["batch", "directory", "error_group", "unknown_field"];
    private static readonly string[] OwnTables = ["payload", "observation", "run", "run_end", "failure", "pruning"];

    private readonly SqliteConnection _history;
    private readonly IStoredAnswers _answers;
    private readonly Subset? _subset;
    private readonly ObservationChain _chain;
    private readonly RunTables _runs;
    private readonly FactTables _facts;
    private readonly Derivation _derivation;
    private readonly StoredPayloads _payloads;
    private readonly Lazy<CopiedRows> _underivable;
    private readonly Lazy<CopiedRows> _shared;
    private readonly HashSet<long> _leftOut = [];
    private readonly SortedDictionary<int, long> _otherwiseDerived = [];
    private readonly Func<long, int> _versionOf;
    private readonly int _version;
    private readonly long _prunedUpTo;

    /// <param name="version">The derivation's, by which rows are derived.</param>
    /// <param name="versionOf">By which an observation's rows were derived; where it is another, they are taken as they stand.</param>
    public Replay(
        SqliteConnection history, SqliteConnection scratch, IStoredAnswers answers, Subset? subset, int version, Func<long, int> versionOf)
    {
        _version = version;
        _versionOf = versionOf;
        var tables = TableShape.All(scratch);
        _history = history;
        _answers = answers;
        _subset = subset;
        _chain = new ObservationChain(scratch);
        _runs = new RunTables(scratch);
        _facts = new FactTables(scratch);
        _derivation = new Derivation(_facts);
        _payloads = new StoredPayloads(history);
        _underivable = new(() => new CopiedRows(history, scratch, tables.Where(table => !OwnTables.Contains(table.Name))));
        _shared = new(() => new CopiedRows(history, scratch, tables.Where(table => SharedTables.Contains(table.Name))));
        _prunedUpTo = history.ExecuteScalar<long>("select coalesce(max(up_to_seq), 0) from pruning where typeof(up_to_seq) = 'integer'");
    }

    public long Observations { get; private set; }

    /// <summary>Payloads whose body was held against its hash, counted once.</summary>
    public long Payloads { get; private set; }

    public long Underivable { get; private set; }

    /// <summary>Answers whose rows another version of the derivation made.</summary>
    public IReadOnlyList<NotCompared> NotCompared => [.. _otherwiseDerived.Select(version => new NotCompared(version.Key, version.Value))];

    public long LeftOut => _leftOut.Count;

    public bool IsLeftOut(long seq) => _leftOut.Contains(seq);

    /// <returns>The first thing that is wrong; what comes after it is not looked at.</returns>
    public Fault? Run(ILookup<long, Anchor> anchors)
    {
        using var rows = new Statement(
            _history,
            """
            select seq, run_id, kind, subject, observed_at, observed_ms, payload_sha256, previous_hash, hash from observation order by seq
            """);
        var head = ChainHash.Beginning;

        while (rows.Step())
        {
            var seq = rows.Number(0) ?? 0;

            if (seq != Observations + 1)
            {
                return seq <= Observations
                    ? new Fault($"{seq}", "An observation stands before the first one.")
                    : Missing(Observations + 1, seq - 1, "Observations are missing.");
            }

            var row = new ObservationRow(
                seq, rows.Number(1) ?? 0, rows.Text(2) ?? "", rows.Text(3) ?? "", rows.Text(4) ?? "", rows.Number(5) ?? 0, rows.Text(6));
            var hash = ChainHash.Of(head, row);

            if (rows.Text(7) != head || rows.Text(8) != hash)
            {
                return new Fault($"{seq}", $"Observation {seq} does not have the hash that its columns and the one before it make.");
            }

            if (anchors[seq].FirstOrDefault(anchor => anchor.Head != hash) is { } anchor)
            {
                return new Fault($"{seq}", $"Observation {seq} has another hash than it had at {UtcText.Of(anchor.NotedAt)}, when it was anchored.");
            }

            if (Take(row) is { } fault)
            {
                return fault;
            }

            head = hash;
            Observations++;
        }

        var last = anchors.Select(group => group.Key).DefaultIfEmpty().Max();
        return last > Observations ? Missing(Observations + 1, last, "Observations that were anchored are missing.") : null;
    }

    public void Dispose()
    {
        if (_underivable.IsValueCreated)
        {
            _underivable.Value.Dispose();
        }

        if (_shared.IsValueCreated)
        {
            _shared.Value.Dispose();
        }

        _payloads.Dispose();
        _facts.Dispose();
        _chain.Dispose();
    }

    private static Fault Missing(long first, long last, string found) => new($"{first}", found) { Gap = new Gap(first, last) };

    private Fault? Take(ObservationRow row)
    {
        try
        {
            Derive(row);
            return null;
        }
        catch (Exception failure) when (failure is AuditException or ArgumentException or FormatException or JsonException or InvalidDataException or OverflowException or SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_CONSTRAINT or SQLitePCL.raw.SQLITE_MISMATCH or SQLitePCL.raw.SQLITE_TOOBIG })
        {
            return new Fault($"{row.Seq}", $"Observation {row.Seq} ({row.Kind} {row.Subject}): {failure.Message}");
        }
    }

    private void Derive(ObservationRow row)
    {
        switch (row.Kind)
        {
            case ObservationKind.RunStarted:
                _runs.Add(row.Seq, Document(row, OwnDocumentJson.Default.RunDocument));
                return;
            case ObservationKind.RunFinished:
                _runs.Add(row.Seq, Document(row, OwnDocumentJson.Default.RunEndDocument));
                return;
            case ObservationKind.Pruned:
                _runs.Add(row.Seq, Document(row, OwnDocumentJson.Default.PruningDocument));
                return;
            case ObservationKind.Failure:
                DeriveFailure(row);
                return;
            case ObservationKind.DerivationBegan:
                RequireOwn(DerivationStretch.Parse(row.Subject), row.Seq);
                _chain.Append(row);
                return;
            default:
                DeriveAnswer(row);
                return;
        }
    }

    /// <summary>A run says of itself that it begins a version, and a rebuild that all before it was derived anew: nobody speaks of others.</summary>
    private static void RequireOwn(DerivationStretch stretch, long seq)
    {
        if (stretch.Version < 1 || (stretch.From != 1 && stretch.From != seq))
        {
            throw new FormatException("It says of observations that are not its own by what they were derived.");
        }
    }

    private T Document<T>(ObservationRow row, JsonTypeInfo<T> type)
        where T : class
    {
        var body = row.PayloadSha256 is { } sha256 ? Body(sha256, row.Seq, check: true) : null;
        _chain.Append(row);

        return body is { } known && JsonSerializer.Deserialize(known.Span, type) is { } document
            ? document
            : throw new AuditException(FailureKind.Verification, "Its document has no body.");
    }

    private void DeriveFailure(ObservationRow row)
    {
        var document = Document(row, OwnDocumentJson.Default.FailureDocument);

        if (document.BodySha256 is { } sha256)
        {
            Body(sha256, row.Seq, check: true);
        }

        _runs.Add(row.Seq, document);
    }

    private void DeriveAnswer(ObservationRow row)
    {
        var isLeftOut = _subset is not null && !_subset.Holds(row.Subject);
        var isNews = row.Kind != ObservationKind.Batch || _chain.NewestPayload(row.Kind, row.Subject) != row.PayloadSha256;
        var body = row.PayloadSha256 is { } sha256 ? Body(sha256, row.Seq, check: isNews && !isLeftOut) : ReadOnlyMemory<byte>.Empty;
        _chain.Append(row);

        if (isLeftOut)
        {
            _leftOut.Add(row.Seq);
            _shared.Value.Take(row.Seq);
        }
        else if (body is null)
        {
            Underivable++;
            _underivable.Value.Take(row.Seq);
        }
        else if (isNews && _versionOf(row.Seq) is var version && version != _version)
        {
            _otherwiseDerived[version] = _otherwiseDerived.GetValueOrDefault(version) + 1;
            _underivable.Value.Take(row.Seq);
        }
        else if (isNews)
        {
            var answer = _answers.Read(new StoredAnswer(row.Kind, row.Subject, UtcText.Parse(row.ObservedAt), row.PayloadSha256, body.Value));
            _facts.Apply(_derivation.Derive(row.Seq, answer));
        }
    }

    /// <returns>Null: it was dropped, as a pruning says.</returns>
    private ReadOnlyMemory<byte>? Body(string sha256, long seq, bool check)
    {
        var body = _payloads.Read(sha256, check);

        if (body is null && seq > _prunedUpTo)
        {
            throw new AuditException(FailureKind.Verification, $"Payload {sha256} has no body, and no pruning says why.");
        }

        var isKnown = _chain.Keep(new Payload(sha256, ReadOnlyMemory<byte>.Empty));
        Payloads += isKnown || !check || body is null ? 0 : 1;
        return body;
    }
}
