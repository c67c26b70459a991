using System.Text;
using BatchAudit.Webhooks;
using Microsoft.Extensions.Primitives;

namespace BatchAudit.Tests.Webhooks;

public sealed class SignatureTests
{
    private const string Missing = "There is no LC-Signature.";
    private const string Malformed = "LC-Signature is not one 'sha256=' with 64 hexadecimal digits.";
    private const string Wrong = "LC-Signature does not match.";

    /// <summary>RFC 4231, test case 2: the key "Jefe".</summary>
    private const string Body = "what do ya want for nothing?";

    private const string Hex = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";

    private static readonly byte[] Key = "Jefe"u8.ToArray();

    [Theory]
    [InlineData("sha256=" + Hex, null)]
    [InlineData("SHA256=5BDCC146BF60754E6A042426089575C75A003F089D2739839DEC58B964EC3843", null)]
    [InlineData("sha256=4bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843", Wrong)]
    [InlineData("sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3844", Wrong)]
    [InlineData(Hex, Malformed)]
    [InlineData("sha1=" + Hex, Malformed)]
    [InlineData("sha512=" + Hex, Malformed)]
    [InlineData("sha256=" + Hex + "00", Malformed)]
    [InlineData("sha256=5bdcc146", Malformed)]
    [InlineData("sha256=", Malformed)]
    [InlineData("", Malformed)]
    [InlineData("sha256=zzdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843", Malformed)]
    [InlineData(null, Missing)]
    public void A_webhook_is_trusted_for_the_hash_of_its_body_alone(string? signature, string? fault) =>
        Assert.Equal(fault, FaultOf(new SignatureCheck(Key, allowUnsigned: false), signature));

    [Fact]
    public void Two_signatures_are_none() =>
        Assert.Equal(Malformed, new SignatureCheck(Key, allowUnsigned: false).FaultOf(new StringValues(["sha256=" + Hex, "sha256=" + Hex]), Encoding.UTF8.GetBytes(Body)));

    [Fact]
    public void Every_byte_of_the_body_is_signed()
    {
        var check = new SignatureCheck(Key, allowUnsigned: false);

        for (var n = 0; n < Body.Length; n++)
        {
            var other = Encoding.UTF8.GetBytes(Body);
            other[n] ^= 1;
            Assert.Equal(Wrong, check.FaultOf("sha256=" + Hex, other));
        }
    }

    [Theory]
    [InlineData(true, null, null)]
    [InlineData(true, "sha256=" + Hex, null)]
    [InlineData(true, "sha256=4bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843", Wrong)]
    [InlineData(false, null, null)]
    [InlineData(false, "sha256=whatever", null)]
    public void Where_unsigned_ones_are_let_in_a_wrong_signature_is_still_wrong_if_it_can_be_checked(bool hasSecret, string? signature, string? fault) =>
        Assert.Equal(fault, FaultOf(new SignatureCheck(hasSecret ? Key : null, allowUnsigned: true), signature));

    private static string? FaultOf(SignatureCheck check, string? signature) =>
        check.FaultOf(signature is null ? StringValues.Empty : new StringValues(signature), Encoding.UTF8.GetBytes(Body));
}
