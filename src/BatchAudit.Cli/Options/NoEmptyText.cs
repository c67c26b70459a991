using System.CommandLine;

namespace BatchAudit.Cli.Options;

/// <summary>
/// Refuses an option whose text is empty. That is what an unset shell variable leaves behind, and it would mean something
/// quite different: every batch instead of one directory's, or a history that vanishes with the program.
/// </summary>
internal static class NoEmptyText
{
    public static void AddTo(Command command) => command.Validators.Add(result =>
    {
        foreach (var option in command.Options)
        {
            foreach (var token in result.GetResult(option)?.Tokens ?? [])
            {
                if (token.Value.Trim(',', ' ').Length == 0)
                {
                    result.AddError($"{option.Name} is given nothing. Give it a value, or leave it out.");
                }
            }
        }
    });
}
