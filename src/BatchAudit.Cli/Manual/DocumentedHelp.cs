using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace BatchAudit.Cli.Manual;

/// <summary><c>--help</c>, which ends with examples and topics of the command; of the program itself, with every topic.</summary>
/// <param name="usual">What System.CommandLine says of options and arguments.</param>
internal sealed class DocumentedHelp(HelpAction usual) : SynchronousCommandLineAction
{
    public const string ExitCodes = "exit-codes";

    private const string ExitCodesTitle = "How the program ends, and what each exit code means";

    public override bool ClearsParseErrors => true;

    /// <summary>Every topic, in the order of the names.</summary>
    public static IReadOnlyList<string> AllTopics =>
        [.. ManualTopic.All.Select(topic => topic.Name).Append(ExitCodes).Order(StringComparer.Ordinal)];

    public static void AddTo(RootCommand root)
    {
        var option = root.Options.OfType<HelpOption>().Single();
        option.Action = new DocumentedHelp((HelpAction)option.Action!);
    }

    public override int Invoke(ParseResult parseResult)
    {
        var code = usual.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;

        switch (parseResult.CommandResult.Command)
        {
            case IDocumentedCommand command:
                WriteExamples(output, command.Examples);
                WriteTopics(output, "More:", "  batch-audit help ", command.Topics);
                break;
            case RootCommand:
                WriteTopics(output, "Topics, for batch-audit help TOPIC:", "  ", AllTopics);
                break;
        }

        return code;
    }

    private static void WriteExamples(TextWriter output, IReadOnlyList<Example> examples)
    {
        output.WriteLine("Examples:");

        foreach (var example in examples)
        {
            output.WriteLine($"  {example.RollPurpose}:");
            output.WriteLine($"    batch-audit {example.Line}");
        }

        output.WriteLine();
    }

    private static void WriteTopics(TextWriter output, string heading, string before, IReadOnlyList<string> topics)
    {
        var widest = topics.Max(topic => topic.Length);
        output.WriteLine(heading);

        foreach (var topic in topics)
        {
            output.WriteLine($"{before}{topic.PadRight(widest)}  {ManualTopic.Of(topic)?.Title ?? ExitCodesTitle}");
        }

        output.WriteLine();
    }
}
