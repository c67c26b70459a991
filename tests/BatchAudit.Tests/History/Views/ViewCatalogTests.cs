using BatchAudit.History.Sqlite;
using BatchAudit.History.Views;
using BatchAudit.Reporting;
using BatchAudit.Tests.Docs;
using Dapper;
using Microsoft.Data.Sqlite;

namespace BatchAudit.Tests.History.Views;

/// <summary>The files of <c>BatchAudit.History/Views</c>.</summary>
public sealed class ViewCatalogTests
{
    [Fact]
    public void Each_view_reads_only_tables_and_views_that_come_before_it()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        connection.Execute(HistoryFile.SchemaText());
        Assert.Equal(0, connection.ExecuteScalar<int>("select count(*) from sqlite_schema where type = 'view'"));

        foreach (var view in ViewCatalog.BuiltIn.InOrder)
        {
            connection.Execute($"create view {view.Definition}");
            Assert.NotNull(Record.Exception(() => connection.Execute($"explain select no_such_column from {view.Name}")));
            connection.Execute($"explain select * from {view.Name}");
        }
    }

    [Fact]
    public void A_file_is_called_like_its_view_and_every_report_has_one()
    {
        var files = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "BatchAudit.History", "Views"), "*.sql")
            .Select(file => (Path.GetFileNameWithoutExtension(file), ViewText.Parse(File.ReadAllText(file))))
            .ToList();

        Assert.All(files, file => Assert.Equal(file.Item1, file.Item2.Name));
        Assert.Equal(files.Select(file => file.Item1).Order(StringComparer.Ordinal), ViewCatalog.BuiltIn.InOrder.Select(view => view.Name).Order(StringComparer.Ordinal));
        Assert.Subset(files.Select(file => file.Item1).ToHashSet(), ReportCatalog.All.Select(report => report.View).ToHashSet());
    }

    [Fact]
    public void The_order_follows_from_what_the_views_read_and_not_from_where_they_stand()
    {
        string[] texts =
        [
            "create view c as\nselect 'from d' as d from table_of_ours -- join d",
            "-- What it is.\n-- And why.\ncreate view a as\nselect b, d from (select * from c) x cross join b",
            "create view b as\nselect 1 as d\n",
            "create view d as\nselect 1 as a",
        ];

        Assert.Equal("b c a d", Names(texts));
        Assert.Equal("b c a d", Names(texts.Reverse()));
    }

    [Theory]
    [InlineData("create view a as\nselect 1 from b", "create view b as\nselect 1 from c", "create view c as\nselect 1 from a")]
    [InlineData("create view a as\nselect 1 from a")]
    [InlineData("create view a as\nselect 1", "create view a as\nselect 2")]
    public void A_circle_and_a_name_given_twice_are_refused(params string[] texts) =>
        Assert.Throws<InvalidOperationException>(() => Names(texts));

    [Theory]
    [InlineData("create view a as\nselect 1;")]
    [InlineData("create view a as\nselect 1;\n")]
    [InlineData("create temp view a as\nselect 1")]
    [InlineData("create view \"a b\" as\nselect 1")]
    [InlineData("select 1")]
    [InlineData("")]
    public void What_is_no_view_is_refused(string text) => Assert.Throws<FormatException>(() => ViewText.Parse(text));

    /// <summary>Where else, says <c>file_outcome</c> why.</summary>
    [Fact]
    public void That_a_version_is_valid_at_the_horizon_is_said_once_for_each_table()
    {
        var valid = ViewCatalog.BuiltIn.InOrder.Where(view => view.Definition.Contains(".until_seq > (select seq from horizon)", StringComparison.Ordinal));

        Assert.All(valid, view => Assert.True(view.Name.EndsWith("_now", StringComparison.Ordinal) || view.Name is "file_outcome" or "file_jobs", view.Name));
    }

    private static string Names(IEnumerable<string> texts) => string.Join(' ', new ViewCatalog(texts).InOrder.Select(view => view.Name));
}
