using System.Collections.Immutable;

namespace BatchAudit.Cli.Manual;

/// <summary>A line that somebody could type, and what for.</summary>
/// <param name="RollPurpose">A few words, without a full stop.</param>
/// <param name="Line">What follows the program's name.</param>
internal sealed record Example(string RollPurpose, string Line);

/// <summary>A command says itself what its help ends with: a test holds each example against the parser, and each topic against the manual.</summary>
internal interface IDocumentedCommand
{
    ImmutableArray<Example> Examples { get; }

    /// <summary>Names of pages of the manual, the nearest first.</summary>
    ImmutableArray<string> Topics { get; }
}
