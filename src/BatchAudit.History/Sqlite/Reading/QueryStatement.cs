using System.Collections.Immutable;
using BatchAudit.Querying;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace BatchAudit.History.Sqlite;

/// <summary>A query made ready to run: checked to be one statement that reads, with every parameter bound.</summary>
internal sealed class QueryStatement : IDisposable
{
    private const string Reads = "A query is one select over the history; batch-audit query --list names the views and their columns.";

    private readonly SqliteConnection _connection;
    private readonly WorkingTime _working;

    /// <summary>Takes the connection over, and closes it when disposed.</summary>
    /// <exception cref="AuditException">The words make no query, or their parameters and the values do not fit.</exception>
    public QueryStatement(SqliteConnection connection, Query query, WorkingTime working)
    {
        _working = working;
        _connection = connection;
        Handle = Prepare(query.Sql, out var rest);

        try
        {
            if (Handle.IsInvalid || raw.sqlite3_column_count(Handle) == 0)
            {
                throw Refusal("There is nothing in the query that answers with rows.", Reads);
            }

            using var second = Prepare(rest, out _);

            if (!second.IsInvalid)
            {
                throw Refusal("There is more than one statement in the query.", Reads);
            }

            Bind(query.Parameters);
        }
        catch
        {
            Handle.Dispose();
            throw;
        }
    }

    public sqlite3_stmt Handle { get; }

    /// <summary>As SQLite calls them: several may have one name.</summary>
    public ImmutableArray<string> Columns =>
        [.. Enumerable.Range(0, raw.sqlite3_column_count(Handle)).Select(column => raw.sqlite3_column_name(Handle, column).utf8_to_string())];

    /// <summary>Goes to the next row; false when there is none.</summary>
    public bool Step() => _working.Step(Handle) switch
    {
        raw.SQLITE_ROW => true,
        raw.SQLITE_DONE => false,
        var code => throw Failure(code),
    };

    public void Dispose()
    {
        Handle.Dispose();
        _connection.Dispose();
    }

    /// <summary>What SQLite said last, as a failure: of the words of the query, of the file, or of somebody's patience.</summary>
    private Exception Failure(int code)
    {
        var said = raw.sqlite3_errmsg(_connection.Handle).utf8_to_string();

        return QueryBounds.Refusal(code) ?? (code & 0xFF) switch
        {
            raw.SQLITE_INTERRUPT => _working.Reason(),
            raw.SQLITE_AUTH or raw.SQLITE_READONLY => Refusal($"The query does more than read: {said}.", Reads),
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_IOERR or raw.SQLITE_CORRUPT or raw.SQLITE_CANTOPEN or raw.SQLITE_NOTADB
                or raw.SQLITE_FULL => HistoryFile.Unusable(_connection.DataSource, new SqliteException(said, code)),
            _ => Refusal($"The query cannot be answered: {said}.", "batch-audit query --list names the views and their columns."),
        };
    }

    private sqlite3_stmt Prepare(string sql, out string rest)
    {
        var code = raw.sqlite3_prepare_v2(_connection.Handle, sql, out var statement, out rest);
        return code == raw.SQLITE_OK ? statement : throw Failure(code);
    }

    private void Bind(IReadOnlyDictionary<string, string> values)
    {
        var names = Enumerable.Range(1, raw.sqlite3_bind_parameter_count(Handle))
            .Select(number => raw.sqlite3_bind_parameter_name(Handle, number).utf8_to_string())
            .ToList();

        if (names.Contains(null!))
        {
            throw Refusal("A parameter of the query has no name.", "Write :name instead of ?, and give it a value with --param name=value.");
        }

        if (values.Keys.Except(names.Select(name => name[1..]), StringComparer.Ordinal).FirstOrDefault() is { } unknown)
        {
            throw Refusal(
                $"The query has no parameter '{unknown}'.",
                names.Count > 0 ? $"It has {string.Join(", ", names)}." : $"Write :{unknown} where the value belongs.");
        }

        for (var number = 1; number <= names.Count; number++)
        {
            var value = values.GetValueOrDefault(names[number - 1][1..])
                ?? throw Refusal($"The query's parameter {names[number - 1]} has no value.", $"Give it one with --param {names[number - 1][1..]}=value.");
            var code = raw.sqlite3_bind_text(Handle, number, value);

            if (code != raw.SQLITE_OK)
            {
                throw Failure(code);
            }
        }
    }

    private static AuditException Refusal(string what, string hint) => new(FailureKind.Usage, what, hint);
}
