using BatchAudit.Deriving;
using Microsoft.Data.Sqlite;

namespace BatchAudit.History.Sqlite;

/// <summary>The table <c>unreadable_time</c>.</summary>
internal sealed class UnreadableTimeTable(SqliteConnection connection) : IDisposable
{
    private readonly Statement _find = new(connection, "select 1 from unreadable_time limit 1");

    private readonly Statement _valid = new(
        connection,
        """
        select since_seq, field, sent from unreadable_time where kind = ?1 and owner_id = ?2 and subject_id = ?3 and until_seq is null
        """);

    private readonly Statement _end = new(
        connection,
        """
        update unreadable_time set until_seq = ?1
         where kind = ?2 and owner_id = ?3 and subject_id = ?4 and field = ?5 and since_seq = ?6
        """);

    private readonly Statement _add = new(
        connection, "insert into unreadable_time (kind, owner_id, subject_id, field, since_seq, sent) values (?1, ?2, ?3, ?4, ?5, ?6)");

    private bool _hasAny;

    public IReadOnlyList<UnreadableTimeVersion> Valid(TimeOwner owner) => Any() ? Find(owner) : [];

    public void Apply(long seq, VersionChange<UnreadableTimeVersion> change)
    {
        if (change.Ended is { } ended)
        {
            Bind(_end.Bind(1, seq), 2, ended).Bind(6, ended.SinceSeq).Run();
        }

        if (change.Added is { } added)
        {
            Bind(_add, 1, added).Bind(5, seq).Bind(6, added.Time.Sent).Run();
        }
    }

    public void Dispose()
    {
        _find.Dispose();
        _valid.Dispose();
        _end.Dispose();
        _add.Dispose();
    }

    private static Statement Bind(Statement statement, int parameter, UnreadableTimeVersion version) => statement
        .Bind(parameter, version.Owner.Kind).Bind(parameter + 1, version.Owner.OwnerId).Bind(parameter + 2, version.Owner.SubjectId)
        .Bind(parameter + 3, version.Time.Field);

    /// <summary>Nearly always there has never been one, and a million files need not be looked up.</summary>
    private bool Any()
    {
        if (!_hasAny)
        {
            _hasAny = _find.Step();
            _find.Reset();
        }

        return _hasAny;
    }

    private List<UnreadableTimeVersion> Find(TimeOwner owner)
    {
        var valid = new List<UnreadableTimeVersion>();
        var row = _valid.Bind(1, owner.Kind).Bind(2, owner.OwnerId).Bind(3, owner.SubjectId);

        while (row.Step())
        {
            valid.Add(new UnreadableTimeVersion(row.Number(0)!.Value, owner, new UnreadableTime(row.Text(1)!, row.Text(2)!)));
        }

        row.Reset();
        return valid;
    }
}
