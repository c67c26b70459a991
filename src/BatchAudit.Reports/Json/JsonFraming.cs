using System.Text;

namespace BatchAudit.Reports.Json;

/// <summary>What stands before, between and after a report's objects, or in place of them when there are none.</summary>
internal sealed class JsonFraming(string open, string between, string close, string none)
{
    public ReadOnlyMemory<byte> Open { get; } = Encoding.UTF8.GetBytes(open);

    public ReadOnlyMemory<byte> Between { get; } = Encoding.UTF8.GetBytes(between);

    public ReadOnlyMemory<byte> Close { get; } = Encoding.UTF8.GetBytes(close);

    public ReadOnlyMemory<byte> None { get; } = Encoding.UTF8.GetBytes(none);
}
