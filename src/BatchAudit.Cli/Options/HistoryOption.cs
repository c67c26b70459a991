using System.CommandLine;
using BatchAudit.Storing;

namespace BatchAudit.Cli.Options;

/// <summary>Which history a command is about.</summary>
internal sealed class HistoryOption : Option<string?>
{
    public HistoryOption()
        : base("--history")
    {
        Description = $"The history (default {Settings.DefaultHistory}).";
        HelpName = "file";

        Validators.Add(result =>
        {
            if (result.Tokens is [var token, ..] && StoreAddress.Fault(token.Value) is { } fault)
            {
                result.AddError($"--history is '{StoreAddress.Brief(token.Value)}', {fault}. {StoreAddress.Hint}");
            }
        });
    }

    /// <summary>The path; the option wins over the settings.</summary>
    public string Of(ParseResult parsed) => parsed.GetValue(this) ?? Settings.Load().History;
}
