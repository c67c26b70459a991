using System.Text;
using BatchAudit.Integrity;
using BatchAudit.Tests.History.Integrity;

namespace BatchAudit.Tests.Mangling;

public sealed class MangledAnchorTests(TamperedHistory history) : IClassFixture<TamperedHistory>, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("batch-audit-");

    [Fact]
    public void Whatever_is_changed_in_an_anchor_file_it_is_refused_or_names_heads_of_the_chain()
    {
        var original = Encoding.UTF8.GetBytes(string.Concat(history.Anchors.Take(5).Select(anchor => anchor + "\n")));
        var heads = history.Anchors.ToDictionary(anchor => anchor.Seq, anchor => anchor.Head);

        Mangled.Try(2000, random =>
        {
            if (Read(Mangled.Bytes(random, original)) is { } anchors)
            {
                var report = random.Next(50) == 0 ? history.Verify(anchors) : null;
                Assert.Equal(report?.IsValid ?? true, report is null || anchors.All(anchor => heads.GetValueOrDefault(anchor.Seq) == anchor.Head));
            }
        });
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("1 2026-05-04T00:00:00.000Z\n")]
    [InlineData("99999999999999999999 2026-05-04T00:00:00.000Z 0000000000000000000000000000000000000000000000000000000000000000\n")]
    [InlineData("-1 2026-05-04T00:00:00.000Z 0000000000000000000000000000000000000000000000000000000000000000\n")]
    [InlineData("1 2026-05-34T00:00:00.000Z 0000000000000000000000000000000000000000000000000000000000000000\n")]
    [InlineData("1 2026-05-04T00:00:00.000Z 000000000000000000000000000000000000000000000000000000000000000g\n")]
    [InlineData("1 2026-05-04T00:00:00.000Z 0000000000000000000000000000000000000000000000000000000000000000 \n")]
    public void A_line_that_is_no_anchor_is_named(string line) => Assert.Null(Read(Encoding.UTF8.GetBytes(line)));

    [Fact]
    public void A_file_without_end_is_given_up() => Assert.Null(Read(new byte[UserText.MaxBytes + 1]));

    public void Dispose() => _folder.Delete(recursive: true);

    /// <returns>Null: it was refused, as what cannot be verified.</returns>
    private IReadOnlyList<Anchor>? Read(byte[] bytes)
    {
        var path = Path.Combine(_folder.FullName, "anchors.txt");
        File.WriteAllBytes(path, bytes);

        try
        {
            return AnchorFile.Read(path);
        }
        catch (AuditException refused)
        {
            Assert.Equal(FailureKind.Verification, refused.Kind);
            Assert.InRange(refused.Message.Length, 1, 500);
            return null;
        }
    }
}
