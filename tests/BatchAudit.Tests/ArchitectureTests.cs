using System.Text.RegularExpressions;
using System.Xml.Linq;
using BatchAudit.Tests.Docs;

namespace BatchAudit.Tests;

/// <summary>Who may know whom: the arrows between the projects, and within the program the one file that names the adapters.</summary>
public sealed partial class ArchitectureTests
{
    private static readonly string[] Adapters = ["LlamaCloud", "History", "Reports", "Webhooks", "Emulator"];

    [Fact]
    public void Adapters_know_the_core_only_and_the_program_knows_all()
    {
        foreach (var project in (string[])["Core", "Cli", .. Adapters])
        {
            var file = ProjectOf(project);
            var references = file.Descendants("ProjectReference")
                .Select(reference => Path.GetFileNameWithoutExtension((string)reference.Attribute("Include")!)["BatchAudit.".Length..])
                .Order(StringComparer.Ordinal);

            string[] expected = project switch
            {
                "Core" => [],
                "Cli" => ["Core", .. Adapters.Order(StringComparer.Ordinal)],
                _ => ["Core"],
            };

            Assert.Equal(expected, references);
            Assert.True(project != "Core" || !file.Descendants("PackageReference").Any(), "The core needs no package.");
        }
    }

    [Fact]
    public void No_file_of_the_program_but_AppHost_names_an_adapter()
    {
        // An adapter is named by its namespace: by a using, or before one of its types.
        Assert.Empty(ProjectOf("Cli").Descendants("Using"));
        var naming = Sources("Cli").Where(source => NamesAdapter().IsMatch(source.Code)).Select(source => source.Name);

        Assert.Equal(["AppHost.cs"], naming);
    }

    [Theory]
    [InlineData("using BatchAudit.History.Sqlite;", true)]
    [InlineData("global using static BatchAudit.LlamaCloud.LlamaCloudOptions;", true)]
    [InlineData("using Store = BatchAudit.History.Stores;", true)]
    [InlineData("var many = LlamaCloud.LlamaCloudOptions.MaxConcurrency;", true)]
    [InlineData("new History.Sqlite.SqliteStore(path, options)", true)]
    [InlineData("typeof(global::BatchAudit.Emulator.Scenario)", true)]
    [InlineData("using BatchAudit.Reporting;", false)]
    [InlineData("settings.History.Length + run.Reports.Length", false)]
    [InlineData("sources.Find(KnownSettings.History).Value", false)]
    [InlineData("// As BatchAudit.History.Stores says.", false)]
    public void An_adapter_is_found_however_it_is_named(string code, bool isFound) =>
        Assert.Equal(isFound, NamesAdapter().IsMatch(WithoutComments(code)));

    [Fact]
    public void Of_the_stores_only_the_factory_is_known_outside_their_project()
    {
        var app = Sources("Cli").Single(source => source.Name == "AppHost.cs").Code;

        Assert.DoesNotContain("Sqlite", app, StringComparison.Ordinal);
        Assert.Single(Regex.Matches(app, @"\bStores\.Open\("));
    }

    [Fact]
    public void What_verifying_and_rebuilding_are_names_no_engine_and_has_no_SQL()
    {
        var sources = Sources("History").Where(source => source.Name.StartsWith($"Integrity{Path.DirectorySeparatorChar}", StringComparison.Ordinal)).ToList();

        Assert.Contains(sources, source => Path.GetFileName(source.Name) == "Replay.cs");
        Assert.All(sources, source => Assert.DoesNotMatch(Engine(), source.Code));
        Assert.All(sources, source => Assert.DoesNotMatch(Sql(), source.Code));
        Assert.Contains(Sources("History"), source => Engine().IsMatch(source.Code));
    }

    [Fact]
    public void The_core_has_no_SQL()
    {
        Assert.All(Sources("Core"), source => Assert.DoesNotMatch(Sql(), source.Code));
        Assert.Contains(Sources("History"), source => Sql().IsMatch(source.Code));
    }

    private static XDocument ProjectOf(string name) => XDocument.Load(Path.Combine(FolderOf(name), $"BatchAudit.{name}.csproj"));

    private static string FolderOf(string project) => Path.Combine(Repository.Root, "src", $"BatchAudit.{project}");

    private static IEnumerable<(string Name, string Code)> Sources(string project) => Directory
        .EnumerateFiles(FolderOf(project), "*.cs", SearchOption.AllDirectories)
        .Select(path => (Name: Path.GetRelativePath(FolderOf(project), path), Path: path))
        .Where(source => source.Name.Split(Path.DirectorySeparatorChar)[0] is not ("bin" or "obj"))
        .Select(source => (source.Name, WithoutComments(File.ReadAllText(source.Path))));

    private static string WithoutComments(string code) => Comment().Replace(code, "");

    [GeneratedRegex(@"^\s*//.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"""[^""]*\b(select\s.+\sfrom|insert\s+into|update\s+\w+\s+set|delete\s+from|create\s+(table|view|index|trigger))\b", RegexOptions.Singleline)]
    private static partial Regex Sql();

    [GeneratedRegex("sqlite|postgres|npgsql|dapper|System\\.Data", RegexOptions.IgnoreCase)]
    private static partial Regex Engine();

    [GeneratedRegex(@"\bBatchAudit\.(LlamaCloud|History|Reports|Webhooks|Emulator)\b|(?<![.\w])(LlamaCloud|History|Reports|Webhooks|Emulator)\.[A-Z]")]
    private static partial Regex NamesAdapter();
}
