using System.Globalization;
using System.Text;

namespace BatchAudit.Integrity;

/// <summary>
/// One of <paramref name="Of"/> shares of a history, told apart by the batch, directory or job type that an answer is about: with
/// 1/7 to 7/7 everything has been looked at.
/// </summary>
/// <param name="Number">From 1 to <paramref name="Of"/>.</param>
public sealed record Subset(int Number, int Of)
{
    /// <param name="subject">Of an observation. A job belongs to the share of its batch.</param>
    public bool Holds(string subject)
    {
        var slash = subject.IndexOf('/', StringComparison.Ordinal);
        var owner = slash < 0 ? subject : subject[..slash];
        var digest = Payload.Digest(Encoding.UTF8.GetBytes(owner));
        return uint.Parse(digest.AsSpan(0, 8), NumberStyles.HexNumber, CultureInfo.InvariantCulture) % (uint)Of == Number - 1;
    }
}
