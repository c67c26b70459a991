namespace BatchAudit.Emulator;

/// <summary>Numbers that follow from the seed and a place alone: asked again, the same.</summary>
internal static class Seeded
{
    /// <summary>SplitMix64's finalizer: every bit of the input reaches every bit of the output.</summary>
    public static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }

    /// <summary>From 0 to below 1.</summary>
    public static double Share(ulong value) => (Mix(value) >> 11) * (1.0 / (1UL << 53));

    public static T Pick<T>(IReadOnlyList<T> choices, ulong value) => choices[(int)(Mix(value) % (ulong)choices.Count)];

    /// <summary>Whole milliseconds, as the vendor's times have.</summary>
    public static TimeSpan Between(TimeSpan least, TimeSpan most, ulong value) =>
        TimeSpan.FromMilliseconds(Math.Floor((least + ((most - least) * Share(value))).TotalMilliseconds));
}
