using System.Text.RegularExpressions;

namespace BatchAudit.Cli.Configuring;

/// <summary>A setting's value as it may be shown: no part of a key, and no password in an address.</summary>
internal static partial class MaskedValue
{
    public static string? Of(SettingValue setting) => setting switch
    {
        { Value: null } => null,
        { Value: var key } when setting.Setting == KnownSettings.ApiKey => key.StartsWith("llx-", StringComparison.Ordinal) ? "llx-…(set)" : "…(set)",
        { Value: var value } => Key().Replace(Credentials().Replace(value, "//…@"), "llx-…"),
    };

    /// <summary>What looks like a key, wherever it is, such as in a command that prints it.</summary>
    [GeneratedRegex("llx-[^\\s'\"]+", RegexOptions.IgnoreCase)]
    private static partial Regex Key();

    [GeneratedRegex("//[^/]*@")]
    private static partial Regex Credentials();
}
