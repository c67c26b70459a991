using System.Collections;
using BatchAudit.Cli.Options;
using BatchAudit.Redacting;

namespace BatchAudit.Cli.Configuring;

/// <summary>The secrets that the environment tells of: key, webhook secret, and the logins of proxies.</summary>
internal static class RunSecrets
{
    /// <summary>What the environment does not tell, such as the key in a file, is to be added once it is known.</summary>
    public static Redaction FromEnvironment()
    {
        var redaction = new Redaction();
        redaction.AddKey(Environment.GetEnvironmentVariable(KnownSettings.ApiKey.Variable));
        redaction.AddWebhookSecret(Environment.GetEnvironmentVariable(ListenOptions.SecretVariable));

        foreach (var (name, value) in Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Select(entry => ((string)entry.Key, (string?)entry.Value)))
        {
            // HTTPS_PROXY, http_proxy, ALL_PROXY, and those that other programs read.
            if (name.EndsWith("_PROXY", StringComparison.OrdinalIgnoreCase))
            {
                redaction.AddProxy(value);
            }
        }

        return redaction;
    }
}
