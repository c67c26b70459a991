using Microsoft.Data.Sqlite;

namespace BatchAudit.History.Sqlite;

/// <summary>The table of error groups: one is added when its first message is stored.</summary>
internal sealed class ErrorGroups(SqliteConnection connection) : IDisposable
{
    /// <summary>Groups kept in mind, at most: a server that says something else every time must not fill the memory.</summary>
    private const int MostKnown = 10_000;

    private readonly Statement _find = new(connection, "select 1 from error_group where error_group = ?1");

    private readonly Statement _add = new(
        connection, "insert into error_group (error_group, layer, since_seq, sample) values (?1, ?2, ?3, ?4)");

    private readonly Dictionary<(string Layer, string Message), string> _known = [];

    /// <returns>The group's key; null without a message.</returns>
    public string? Of(long seq, string layer, string? message)
    {
        if (message is null)
        {
            return null;
        }

        if (_known.TryGetValue((layer, message), out var known))
        {
            return known;
        }

        var group = ErrorGroup.Of(layer, message);
        var isStored = _find.Bind(1, group).Step();
        _find.Reset();

        if (!isStored)
        {
            _add.Bind(1, group).Bind(2, layer).Bind(3, seq).Bind(4, message).Run();
        }

        if (_known.Count == MostKnown)
        {
            _known.Clear();
        }

        return _known[(layer, message)] = group;
    }

    /// <summary>What a transaction that failed had added is not there.</summary>
    public void Forget() => _known.Clear();

    public void Dispose()
    {
        _find.Dispose();
        _add.Dispose();
    }
}
