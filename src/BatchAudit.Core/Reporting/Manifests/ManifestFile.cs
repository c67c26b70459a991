using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using BatchAudit.Files;

namespace BatchAudit.Reporting.Manifests;

/// <summary>The manifest in its folder.</summary>
internal static class ManifestFile
{
    /// <summary>One of all reports in all formats takes 50 kB.</summary>
    private const int MaxBytes = 16 << 20;

    /// <summary>All assemblies are built from one commit, so the core's is the program's.</summary>
    private static readonly string? Commit =
        typeof(ManifestFile).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+').ElementAtOrDefault(1);

    public static ManifestPart Part(ReportOrder order, IReportWriter writer, WrittenFile file)
    {
        var digest = FileDigest.Of(Path.Combine(order.Folder, file.Name));

        return new ManifestPart(
            file.Name,
            writer.MediaType,
            file.Reports.Sum(report => report.Rows),
            digest.Bytes,
            digest.Sha256,
            [.. file.Reports.Select(report => new ManifestReport(report.Name, report.Rows, Columns(order, report.Name)))]);
    }

    /// <summary>Everything but the parts and what their making showed.</summary>
    public static Manifest Draft(ReportOrder order, IReadOnlyList<IReportWriter> writers)
    {
        var origin = order.Source.Origin;

        return new Manifest
        {
            SchemaVersion = Manifest.CurrentSchema,
            Tool = new ManifestTool("batch-audit", origin.ToolVersion, Commit),
            RunId = origin.RunId,
            GeneratedAt = UtcText.Of(origin.GeneratedAt),
            Options = new ManifestOptions(
                origin.Viewpoint.AsOf?.ToString(),
                "all",
                [.. order.Reports.Select(report => report.Name)],
                [.. writers.Select(writer => writer.Format)],
                origin.Viewpoint.Thresholds.StuckAfter.TotalSeconds,
                FormulaGuard.Prefix.ToString(),
                Bom: false),
            History = new ManifestHistory(
                origin.HistoryId, origin.Sequence > 0 ? 1 : null, origin.Sequence > 0 ? origin.Sequence : null,
                UtcText.Of(origin.AsOf), origin.ChainHead, Anchor: null),
            Parts = [],
            Totals = new ManifestTotals(Balance.Of(order.Source), [.. order.Source.Totals()]),
            ContractDrift = ContractDrift.Of(order.Source),
            TruncatedCells = 0,
            Warnings = [],
            PreviousManifestSha256 = null,
        };
    }

    public static void Write(string folder, Manifest manifest)
    {
        using var file = new ReplacedFile(folder, Manifest.FileName);
        file.Stream.Write(ManifestText.Write(manifest));
        file.Commit();
    }

    /// <exception cref="AuditException">There is none, or none that this program can read.</exception>
    public static Manifest Read(string folder)
    {
        var path = Path.Combine(folder, Manifest.FileName);

        if (!File.Exists(path))
        {
            throw new AuditException(
                FailureKind.Verification,
                $"There is no {Manifest.FileName} in '{folder}', so its reports were not written to the end.",
                "Write them again with batch-audit report.");
        }

        try
        {
            return FileDigest.LengthOf(path) is > 0 and <= MaxBytes
                ? ManifestText.Read(File.ReadAllBytes(path))
                : throw new JsonException($"it is empty, or larger than {MaxBytes >> 20} MB.");
        }
        catch (JsonException failure)
        {
            throw new AuditException(
                FailureKind.Verification, $"'{path}' is no manifest of BatchAudit: {failure.Message}", "Write the reports again with batch-audit report.", failure);
        }
    }

    private static ImmutableArray<string> Columns(ReportOrder order, string name) =>
        [.. order.Reports.Single(report => report.Name == name).Columns.Select(column => column.Name)];
}
