using BatchAudit.Redacting;

namespace BatchAudit.Cli.Configuring;

/// <summary>A setting's value as it may be shown: no part of a key, and no login in an address.</summary>
internal static class MaskedValue
{
    public static string? Of(SettingValue setting, Redaction redaction) => setting switch
    {
        { Value: null } => null,
        { Value: var key } when setting.Setting == KnownSettings.ApiKey => key.StartsWith("llx-", StringComparison.Ordinal) ? "llx-…(set)" : "…(set)",
        { Value: var address } when setting.Setting == KnownSettings.BaseUrl => redaction.Of(Address(address)),
        { Value: var value } => redaction.Of(value),
    };

    /// <summary>Whatever stands before the last <c>@</c> of an address is a login, however it is written.</summary>
    public static string Address(string address)
    {
        var end = address.LastIndexOf('@');
        var start = address.IndexOf("://", StringComparison.Ordinal) is >= 0 and var scheme && scheme < end ? scheme + 3 : 0;
        return end < 0 ? address : $"{address[..start]}…{address[end..]}";
    }
}
