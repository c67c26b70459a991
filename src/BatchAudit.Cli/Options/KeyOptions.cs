using System.CommandLine;
using BatchAudit.Cli.Configuring;

namespace BatchAudit.Cli.Options;

/// <summary>Where the key is, and how it may travel, for commands that ask the server. There is no option for the key itself: other users see command lines.</summary>
internal sealed class KeyOptions
{
    private readonly Option<string?> _file = new("--api-key-file") { Description = "Read the API key from a file.", HelpName = "file" };
    private readonly Option<string?> _command = new("--api-key-command") { Description = "Ask a command for the API key.", HelpName = "command" };

    private readonly Option<bool> _allowHttp = new("--allow-http") { Description = "Let the key cross the network in clear text, where the base URL is plain http." };

    public void AddTo(Command command)
    {
        command.Add(_file);
        command.Add(_command);
        command.Add(_allowHttp);
        command.Validators.Add(result =>
        {
            if (result.GetResult(_file) is not null && result.GetResult(_command) is not null)
            {
                result.AddError("Give --api-key-file or --api-key-command, not both.");
            }
        });
    }

    public Settings Override(Settings settings, ParseResult parsed) => settings with
    {
        KeySource = parsed.GetValue(_file) is { } file ? ApiKeySource.File(file)
            : parsed.GetValue(_command) is { } command ? ApiKeySource.Command(command)
            : settings.KeySource,
        AllowHttp = parsed.GetValue(_allowHttp) || settings.AllowHttp,
    };
}
