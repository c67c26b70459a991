using System.CommandLine;
using System.CommandLine.Parsing;
using BatchAudit.Cli.Options.Values;
using BatchAudit.Querying;

namespace BatchAudit.Cli.Options;

/// <summary>What is asked: the statement, its parameters, and how far the answer may go.</summary>
internal sealed class QueryOptions
{
    private readonly Argument<string?> _sql = new("SQL") { Description = "One select over the history's views and tables.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _file = new("--file") { Description = "Read the SQL from a file; - is standard input.", HelpName = "file" };

    private readonly Option<string[]> _parameters = new("--param")
    {
        Description = "The value of a parameter that the SQL names :name, @name or $name. It is bound as text; may be repeated.",
        HelpName = "name=value",
        AllowMultipleArgumentsPerToken = false,
    };

    private readonly Option<bool> _list = new("--list") { Description = "Name the views with their columns, the reports first, and ask nothing." };

    private readonly Option<int?> _limit = new("--limit")
    {
        Description = "Stop after so many rows (default all).",
        HelpName = "n",
        CustomParser = argument => WholeNumber.Parse(argument, "--limit", 1, int.MaxValue),
    };

    private readonly Option<TimeSpan?> _timeout = new("--timeout")
    {
        Description = "End a query that works for longer, such as 30s (default none).",
        HelpName = "span",
        CustomParser = Duration.Parse,
    };

    public void AddTo(Command command)
    {
        command.Add(_sql);

        foreach (var option in (Option[])[_file, _parameters, _list, _limit, _timeout])
        {
            command.Add(option);
        }

        command.Validators.Add(Check);
    }

    public bool IsList(ParseResult parsed) => parsed.GetValue(_list);

    /// <exception cref="AuditException">The file of <c>--file</c> cannot be read, or is no text.</exception>
    public Query Bind(ParseResult parsed) => new(parsed.GetValue(_sql) ?? Read(parsed.GetValue(_file)!))
    {
        Parameters = (parsed.GetValue(_parameters) ?? []).Select(Split).ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal),
        Limit = parsed.GetValue(_limit),
        Timeout = parsed.GetValue(_timeout),
    };

    private void Check(CommandResult result)
    {
        var sources = ((string[])["SQL", "--file", "--list"])
            .Count(name => result.Children.Any(child => child is OptionResult { Implicit: false } option ? option.Option.Name == name : child is ArgumentResult { Tokens.Count: > 0 } argument && argument.Argument.Name == name));

        if (sources != 1)
        {
            result.AddError("Give the SQL, or --file with it, or --list; and only one of them.");
        }

        var names = new HashSet<string>(StringComparer.Ordinal);

        foreach (var token in result.GetResult(_parameters)?.Tokens ?? [])
        {
            if (Split(token.Value) is not { Name.Length: > 0 } pair || !token.Value.Contains('=', StringComparison.Ordinal))
            {
                result.AddError($"'{token.Value}' is no parameter; write it like name=value.");
            }
            else if (!names.Add(pair.Name))
            {
                result.AddError($"The parameter {pair.Name} is given twice.");
            }
        }
    }

    /// <summary>The sign before the name may be left out.</summary>
    private static (string Name, string Value) Split(string text)
    {
        var end = text.IndexOf('=', StringComparison.Ordinal);
        return end < 0 ? (text, "") : (text[..end].TrimStart(':', '@', '$'), text[(end + 1)..]);
    }

    private static string Read(string path)
    {
        try
        {
            return GivenText.Read(path);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new AuditException(FailureKind.Usage, $"The query cannot be read: {unreadable.Message}", "Give --file a file with one select, or - for standard input.", unreadable);
        }
    }
}
