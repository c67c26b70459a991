namespace BatchAudit.Reports;

/// <summary>The words for numbers that no format has digits for. SQLite stores NaN as null, but infinities as they are.</summary>
internal static class NotFinite
{
    public static ReadOnlySpan<byte> Word(double number) =>
        double.IsNaN(number) ? "NaN"u8 : number > 0 ? "Infinity"u8 : "-Infinity"u8;
}
