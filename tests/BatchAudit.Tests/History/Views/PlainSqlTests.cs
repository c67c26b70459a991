using System.Text.RegularExpressions;
using BatchAudit.History.Views;

namespace BatchAudit.Tests.History.Views;

/// <summary>
/// Views say only what SQLite and PostgreSQL both take, and take alike: not a proof, but every construct is named here that SQLite
/// takes silently and the other engine does not.
/// </summary>
public sealed partial class PlainSqlTests
{
    /// <summary>What not to write, as a pattern; an example of it; what to write instead.</summary>
    public static TheoryData<string, string, string> Forbidden { get; } = new()
    {
        { @"\b(strftime|julianday|unixepoch|datetime|date|time|timediff)\s*\(", "strftime('%s', observed_at)", "Reckon with the …_ms columns; a day is substr(…_at, 1, 10)." },
        { @"\bcurrent_(date|time|timestamp)\b", "current_timestamp", "The present is horizon_time: two reports of one history must be the same." },
        { @"\b(glob|regexp|match)\b", "field glob 'a*'", "Write like, or compare substr(…)." },
        { @"\bnocase\b|\bcollate\b", "name collate nocase", "Compare upper(…) of both sides; order by the text itself." },
        { @"\b(?:ifnull|nvl)\s*\(", "ifnull(a, b)", "Write coalesce(…)." },
        { @"\biif\s*\(", "iif(a, 1, 0)", "Write case when … then … else … end." },
        { @"\b(rowid|oid|_rowid_)\b", "order by rowid", "Name the key; order by the observation's number." },
        { @"\btotal\s*\(", "total(credits)", "Write sum(…), with coalesce where null is not meant." },
        { @"\bgroup_concat\s*\(", "group_concat(job_id)", "Write string_agg(…, ', ' order by …)." },
        { @"\b(printf|format)\s*\(", "printf('%d', n)", "Put text together with ||." },
        { @"\binstr\s*\(", "instr(message, 'x')", "Write like '%' || … || '%'." },
        { @"\b(typeof|quote|hex|unhex|char|unicode|zeroblob|random|randomblob|likely|unlikely|likelihood|changes|last_insert_rowid)\s*\(", "typeof(a)", "Only SQLite has it, or means something else by it: leave it to a table's checks or to the program." },
        { @"\bjson\w*\s*\(|->", "json_extract(body, '$.id')", "What reports need of an answer is derived into a column." },
        { @"==", "a == b", "Write =." },
        { @"""|`|\[", "select \"a\" from b", "Give it a name that needs no quotes; text is in single quotes. SQLite takes \"a\" for text where no column has that name." },
        { @"\bx\s*'", "x'00'", "There are no bytes in a report." },
        { @"\blimit\s+-", "limit -1", "Leave the limit out." },
        { @"\blimit\s+[^\s)]+\s*,", "limit 10, 5", "Write limit 5 offset 10." },
        { @"\b(max|min)\s*\([^()]*,", "max(a, b)", "Write case when a >= b then a else b end: of two values, the other engine calls it greatest." },
        { @"\b(sum|max|min|avg)\s*\((?!\s*case\b)[^()]*[=<>]", "sum(status = 'OK')", "A condition is no number: write sum(case when … then 1 else 0 end)." },
        { @"\bis\s+(?!(not\s+)?(null|distinct\s+from)\b)", "a is b", "Write is not distinct from." },
        { @"\b(?:indexed\s+by|not\s+indexed)\b", "from batch indexed by i", "Only SQLite has it: cross join and materialized say in which order to look." },
        { @"(?<!(?:upper\([\w.]+\)|\bselection|\bsubject)(?: not)?) like\b", "message like '%broken%'", "Write upper(…) like, with a pattern in capitals: SQLite's like does not tell them apart. Only in words of our own (selection, subject) that does not matter." },
        { @"\bescape\s*'|\\", @"a like '50\%' escape '\'", "Without it, a backslash means itself in one engine only: compare substr(…)." },
        { @"\b(create\s+temp|pragma|attach|insert|update|delete)\b", "pragma user_version", "A view is one select." },
    };

    [Theory]
    [MemberData(nameof(Forbidden))]
    public void No_view_says_it_as_only_SQLite_does(string pattern, string example, string instead)
    {
        var forbidden = new Regex(pattern, RegexOptions.IgnoreCase);
        Assert.Matches(forbidden, Bare(example));

        Assert.Empty(ViewCatalog.BuiltIn.InOrder.SelectMany(view =>
            forbidden.Matches(Bare(view.Definition)).Select(found => $"{view.Name}.sql has '{found.Value}'. {instead}")));
    }

    /// <summary>Without comments, and with texts emptied but for a backslash: what they say is no SQL.</summary>
    private static string Bare(string sql) => TextOrComment().Replace(sql, found => found.Value switch
    {
        ['-', ..] => "",
        var text when text.Contains('\\', StringComparison.Ordinal) => @"'\'",
        _ => "''",
    });

    [GeneratedRegex("'[^']*'|--.*")]
    private static partial Regex TextOrComment();
}
