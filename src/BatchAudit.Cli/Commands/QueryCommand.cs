using System.Collections.Immutable;
using System.CommandLine;
using BatchAudit.Cli.Manual;
using BatchAudit.Cli.Options;
using BatchAudit.Cli.Output.Tables;
using BatchAudit.Files;
using BatchAudit.Querying;
using BatchAudit.Reporting;

namespace BatchAudit.Cli.Commands;

/// <summary><c>batch-audit query</c>: one select over the history, read only.</summary>
internal sealed class QueryCommand : Command, IDocumentedCommand
{
    private readonly QueryOptions _query = new();
    private readonly AnswerOptions _answer = new();
    private readonly AsOfOption _asOf = new();
    private readonly CommonOptions _common = new();

    public ImmutableArray<Example> Examples { get; } =
    [
        new("What can be asked", "query --list"),
        new("Count files by what came of them", "query \"select outcome, count(*) as files from file_jobs where mapping <> 'DUPLICATE' group by 1\""),
        new("With a value that is bound, not pasted", "query \"select * from file_jobs where file_name = :name\" --param name=a.pdf"),
        new("As a workbook", "query \"select * from error_groups\" --out errors.xlsx"),
    ];

    public ImmutableArray<string> Topics { get; } = ["sql", "reports", "options"];

    public QueryCommand(AppHost app)
        : base("query", "Ask the history in SQL; nothing is changed.")
    {
        _query.AddTo(this);
        _answer.AddTo(this);
        Add(_asOf);
        _common.AddTo(this);

        SetAction(parsed =>
        {
            var settings = _common.Override(Settings.Load(), parsed);
            var store = app.OpenStore(settings.History);

            if (_query.IsList(parsed))
            {
                ViewList.Print(app.Output, store.ReadViews());
                return (int)ExitCode.Done;
            }

            var target = _answer.Bind(parsed, _common.IsJson(parsed));
            // The statement may come through a pipe, and waiting for one ends at the first signal.
            var query = _query.Bind(parsed);
            app.ListenForSignals();
            using var result = store.OpenQuery(
                new Viewpoint(settings.Thresholds, parsed.GetValue(_asOf)), query, app.Interruption.Token);
            var warnings = Write(app, result, target);

            foreach (var note in _common.IsQuiet(parsed) ? [] : Notes(result, warnings))
            {
                app.Messages.Note(note);
            }

            return (int)ExitCode.Done;
        });
    }

    private static IReadOnlyList<string> Write(AppHost app, IQueryResult result, AnswerTarget target)
    {
        if (target.File is null)
        {
            using var output = AppHost.OpenOutput();
            return AnswerFormat.Write(result, target.Format, output, app.Interruption.Token);
        }

        try
        {
            if (OutputPlace.IsStream(target.File))
            {
                using var stream = OutputPlace.OpenStream(target.File);
                return AnswerFormat.Write(result, target.Format, stream, app.Interruption.Token);
            }

            // A link stays as it is: what it leads to is replaced.
            using var file = new ReplacedFile(Place.Resolve(target.File));
            var warnings = AnswerFormat.Write(result, target.Format, file.Stream, app.Interruption.Token);
            file.Commit();
            return warnings;
        }
        catch (IOException closed) when (OutputPlace.IsStream(target.File) && OutputPlace.IsClosed(closed))
        {
            return [];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new AuditException(FailureKind.Report, $"The answer cannot be written to '{target.File}': {failure.Message}", "Name another file with --out.", failure);
        }
    }

    private static IEnumerable<string> Notes(IQueryResult result, IReadOnlyList<string> warnings) =>
        result.IsCut ? [.. warnings, "There are more rows: --limit cut the answer."] : warnings;
}
