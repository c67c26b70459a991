namespace BatchAudit.Cli.Configuring;

/// <summary>Something that can be set outside the command line.</summary>
/// <param name="Name">In a settings file.</param>
/// <param name="Variable">In the environment.</param>
/// <param name="Default">What holds when nobody sets it; null for nothing.</param>
internal sealed record Setting(string Name, string Variable, string? Default = null)
{
    /// <summary>What is wrong with a value, as a clause: <c>which is no number</c>. Null when it can be used.</summary>
    public Func<string, string?> Fault { get; init; } = _ => null;

    /// <summary>
    /// Why the settings file of the current folder must not say it, as a clause: <c>runs a command</c>. Null for a setting that neither
    /// runs anything, nor reads a key, nor moves where a key goes, nor how.
    /// </summary>
    public string? KeptFromFolder { get; init; }

    /// <summary>It is true or false.</summary>
    public bool IsSwitch { get; init; }

    /// <summary>A value that can be used, as an example.</summary>
    public string? Example { get; init; }
}

/// <summary>What a setting is, and who says so.</summary>
/// <param name="Value">Null when nobody sets it and it has no default.</param>
/// <param name="Origin">A variable, a file, or the default.</param>
/// <param name="File">The settings file that says so; null for any other origin.</param>
internal sealed record SettingValue(Setting Setting, string? Value, string Origin, string? File = null);
