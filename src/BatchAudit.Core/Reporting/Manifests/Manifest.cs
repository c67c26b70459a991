using System.Collections.Immutable;

namespace BatchAudit.Reporting.Manifests;

/// <summary>
/// What a folder of reports holds and where it comes from. Written last, so a folder that has one is complete. Fields are only
/// ever added.
/// </summary>
public sealed record Manifest
{
    public const string FileName = "manifest.json";

    public const int CurrentSchema = 1;

    public required int SchemaVersion { get; init; }

    public required ManifestTool Tool { get; init; }

    /// <summary>The run that made the newest observation; null for an empty history.</summary>
    public required long? RunId { get; init; }

    /// <summary>As <see cref="ReportOrigin.GeneratedAt"/> says; null for an empty history.</summary>
    public required string? GeneratedAt { get; init; }

    public required ManifestOptions Options { get; init; }

    public required ManifestHistory History { get; init; }

    /// <summary>Every file that was written but this one, by name.</summary>
    public required ImmutableArray<ManifestPart> Parts { get; init; }

    public required ManifestTotals Totals { get; init; }

    /// <summary>Where the server was seen to say what the contract does not know.</summary>
    public required ImmutableArray<ContractDrift> ContractDrift { get; init; }

    /// <summary>Cells of the workbook that hold only a part of their text.</summary>
    public required long TruncatedCells { get; init; }

    /// <summary>What a format could not hold as it was, behind the name of the file.</summary>
    public required ImmutableArray<string> Warnings { get; init; }

    /// <summary>As <see cref="PreviousManifest"/> finds it; null for the first.</summary>
    public required string? PreviousManifestSha256 { get; init; }
}

/// <param name="Commit">Of the source it was built from; null when that was not known.</param>
public sealed record ManifestTool(string Name, string Version, string? Commit);

/// <summary>What the reports were asked to be.</summary>
/// <param name="AsOf">As it was understood: of a day its last moment; null when the newest observation was wanted.</param>
/// <param name="Scope">Which batches: always all that the history holds.</param>
/// <param name="Guard">What stands in front of a CSV cell that a spreadsheet would run as a formula.</param>
/// <param name="Bom">Whether text files begin with a byte order mark.</param>
public sealed record ManifestOptions(
    string? AsOf, string Scope, ImmutableArray<string> Reports, ImmutableArray<string> Formats, double StuckAfterSeconds, string Guard, bool Bom);

/// <param name="Id">The hash of the first observation: no path, for that is the machine's and says nothing elsewhere.</param>
/// <param name="AsOf">When the last observation was made.</param>
/// <param name="Anchor">Where the chain's head was written down outside the history; null where it was not.</param>
public sealed record ManifestHistory(
    string? Id, long? FirstObservation, long? LastObservation, string? AsOf, string? ChainHead, ManifestAnchor? Anchor);

public sealed record ManifestAnchor(string Kind, string Time, string Value);

/// <param name="Rows">Of all reports in it.</param>
/// <param name="Sha256">64 lower-case hex digits.</param>
/// <param name="Reports">In the order they appear.</param>
public sealed record ManifestPart(
    string Name, string MediaType, long Rows, long Bytes, string Sha256, ImmutableArray<ManifestReport> Reports);

public sealed record ManifestReport(string Name, long Rows, ImmutableArray<string> Columns);

public sealed record ManifestTotals(Balance Balance, ImmutableArray<Total> Lines);
