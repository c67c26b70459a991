using System.Text.Json;

namespace BatchAudit.Emulator;

/// <summary>Which calls go wrong (the first half) and how (the second).</summary>
public sealed record FaultRule
{
    /// <summary>
    /// <c>[METHOD] /path</c>, where <c>*</c> stands for anything; matched against path and query if it holds a <c>?</c>.
    /// </summary>
    public string Match { get; set; } = "*";

    /// <summary>Matching calls let through first.</summary>
    public int After { get; set; }

    /// <summary>Strikes at most; null means no end.</summary>
    public int? Times { get; set; }

    /// <summary>Of the calls after those let through, every how many.</summary>
    public int Every { get; set; } = 1;

    /// <summary>Of the calls that would be struck, the share that is; chosen by the seed and the call's number.</summary>
    public double Share { get; set; } = 1;

    /// <summary>Calls are counted for each path by itself: <c>times: 1</c> then strikes every batch once.</summary>
    public bool PerPath { get; set; }

    /// <summary>From the scenario's start.</summary>
    public TimeSpan? From { get; set; }

    /// <summary>From the scenario's start; exclusive.</summary>
    public TimeSpan? Until { get; set; }

    /// <summary>By the emulator's clock, before anything else.</summary>
    public TimeSpan? Delay { get; set; }

    /// <summary>The connection is closed without an answer.</summary>
    public bool Drop { get; set; }

    /// <summary>Status code of an answer in place of the true one.</summary>
    public int? Status { get; set; }

    /// <summary>Body in place of the true one, as it stands.</summary>
    public string? Body { get; set; }

    /// <summary>The same as JSON.</summary>
    public JsonElement? Json { get; set; }

    /// <summary>An HTML page, as gateways send, for a body.</summary>
    public bool Html { get; set; }

    /// <summary>A body of that many bytes, JSON in form.</summary>
    public long? BodyBytes { get; set; }

    /// <summary>The <c>Retry-After</c> header as it stands.</summary>
    public string? RetryAfter { get; set; }

    /// <summary>A <c>Retry-After</c> header as a date, so far ahead of the emulator's clock.</summary>
    public TimeSpan? RetryAfterDate { get; set; }

    /// <summary>More headers, for instance <c>X-Should-Retry</c>.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; set; } = new Dictionary<string, string>();

    /// <summary>The true answer breaks off after so many bytes, though its length was announced in full.</summary>
    public int? TruncateAt { get; set; }

    /// <summary>Announced as gzip, but it isn't.</summary>
    public bool BadGzip { get; set; }

    /// <summary>The true answer, with these results.</summary>
    public ResultsMode? Results { get; set; }

    /// <summary>The true answer, with this status word.</summary>
    public string? StatusWord { get; set; }

    /// <summary>The true answer, with a field nobody knows.</summary>
    public bool ExtraField { get; set; }

    /// <summary>The true answer, with dates that lack an offset.</summary>
    public bool DatesWithoutOffset { get; set; }

    /// <summary>The true page, with another cursor.</summary>
    public CursorFault? Cursor { get; set; }
}

/// <summary>What is wrong with a page's cursor.</summary>
public enum CursorFault
{
    /// <summary>It leads to the same page again.</summary>
    Repeat,

    /// <summary>It is an empty string.</summary>
    Empty,

    /// <summary>The page is empty, though its cursor leads on.</summary>
    Hollow,
}
