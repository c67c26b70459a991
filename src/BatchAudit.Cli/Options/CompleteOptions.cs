using System.CommandLine;
using System.CommandLine.Parsing;

namespace BatchAudit.Cli.Options;

/// <summary>
/// Keeps a command's checks from an option that lacks its value: that is an error by itself, and to read the value would throw.
/// Also while somebody has the shell complete a line that is not whole yet.
/// </summary>
internal static class CompleteOptions
{
    public static void Guard(Command command)
    {
        var checks = command.Validators.ToList();
        command.Validators.Clear();
        command.Validators.Add(result =>
        {
            if (result.Children.OfType<OptionResult>().All(IsWhole))
            {
                checks.ForEach(check => check(result));
            }
        });
    }

    private static bool IsWhole(OptionResult option) => option.Implicit || option.Tokens.Count >= option.Option.Arity.MinimumNumberOfValues;
}
