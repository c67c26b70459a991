using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using System.Text;
using BatchAudit.Cli.Options.Values;
using BatchAudit.Collecting;

namespace BatchAudit.Cli.Options;

/// <summary>Where webhooks are received, and which are let in.</summary>
/// <param name="Port">0 takes a free one.</param>
/// <param name="Secret">What the sender signs with; null when there is none, so that no signature can be checked.</param>
internal sealed record WebhookPort(IPAddress Address, int Port, byte[]? Secret, bool AllowUnsigned);

/// <summary>The options of <c>listen</c>, and what they ask for.</summary>
internal sealed class ListenOptions
{
    public const string SecretVariable = "BATCH_AUDIT_WEBHOOK_SECRET";

    private readonly Option<int> _port = new("--port")
    {
        Description = "The port to listen on; 0 takes a free one.",
        HelpName = "n",
        DefaultValueFactory = _ => 8485,
        CustomParser = argument => WholeNumber.Parse(argument, "--port", 0, 65535),
    };

    private readonly Option<IPAddress> _host = new("--host")
    {
        Description = "The address to listen on, such as 0.0.0.0 for all (default 127.0.0.1).",
        HelpName = "address",
        DefaultValueFactory = _ => IPAddress.Loopback,
        CustomParser = ParseAddress,
    };

    private readonly Option<string?> _secretFile = new("--secret-file")
    {
        Description = $"The file with the signing secret (default: the variable {SecretVariable}).",
        HelpName = "file",
    };

    private readonly Option<bool> _allowUnsigned = new("--allow-unsigned") { Description = "Let in webhooks that are not signed. One that is signed wrongly is refused all the same." };

    private readonly Option<TimeSpan?> _grace = new("--grace")
    {
        Description = "How long to go on reading what is queued after Ctrl-C or SIGTERM (default 20s).",
        HelpName = "span",
        CustomParser = Duration.Parse,
    };

    private readonly Option<bool> _noJobs = new("--no-jobs") { Description = "Do not ask what became of the jobs." };
    private readonly Option<bool> _noFiles = new("--no-files") { Description = "Do not ask for the source directories and their files." };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_port, _host, _secretFile, _allowUnsigned, _grace, _noJobs, _noFiles])
        {
            command.Add(option);
        }
    }

    public TimeSpan Grace(ParseResult parsed) => parsed.GetValue(_grace) ?? TimeSpan.FromSeconds(20);

    /// <exception cref="AuditException">Configuration: there is no secret, and nothing says that there needs to be none.</exception>
    public WebhookPort Bind(ParseResult parsed)
    {
        var allowUnsigned = parsed.GetValue(_allowUnsigned);
        var secret = Secret(parsed.GetValue(_secretFile));

        return secret is not null || allowUnsigned
            ? new WebhookPort(parsed.GetValue(_host)!, parsed.GetValue(_port), secret, allowUnsigned)
            : throw new AuditException(
                FailureKind.Configuration,
                "There is no secret to check webhooks with.",
                $"Set {SecretVariable} or give --secret-file; --allow-unsigned lets in anyone who reaches the port.");
    }

    /// <summary>How to read; which batches, the webhooks say.</summary>
    public CollectRequest Reading(ParseResult parsed, Settings settings) => new()
    {
        Selection = "webhook",
        ToolVersion = AppHost.Version,
        BaseUrl = settings.BaseUrl ?? AppHost.DefaultBaseUrl,
        WithoutJobs = parsed.GetValue(_noJobs),
        WithoutFiles = parsed.GetValue(_noFiles),
        Concurrency = settings.Concurrency,
    };

    private static byte[]? Secret(string? file)
    {
        try
        {
            var text = (file is null ? Environment.GetEnvironmentVariable(SecretVariable) : UserText.ReadFile(file, FailureKind.Configuration))?.TrimEnd('\r', '\n');

            return text is null ? null
                : text.Length > 0 ? Encoding.UTF8.GetBytes(text)
                : throw new AuditException(
                    FailureKind.Configuration, $"{(file is null ? SecretVariable : $"'{file}'")} is empty.", "Put the secret there that webhooks are signed with.");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new AuditException(
                FailureKind.Configuration, $"The secret cannot be read: {unreadable.Message}", "Give --secret-file a file that can be read.", unreadable);
        }
    }

    private static IPAddress ParseAddress(ArgumentResult argument)
    {
        var text = argument.Tokens.Single().Value;

        if (IPAddress.TryParse(text == "localhost" ? "127.0.0.1" : text, out var address))
        {
            return address;
        }

        argument.AddError($"'{text}' is no address; write it like 127.0.0.1, 0.0.0.0 or ::.");
        return IPAddress.Loopback;
    }
}
