using System.Text;

namespace BatchAudit.Cli.Output.Streams;

/// <summary>Text on a terminal: line ends and tabs are kept, and nothing else that could steer it.</summary>
internal sealed class TerminalWriter(TextWriter terminal) : TextWriter
{
    private readonly Lock _turn = new();

    public override Encoding Encoding => terminal.Encoding;

    public override void Write(char value) => Write([value]);

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer)
    {
        lock (_turn)
        {
            terminal.Write(PrintableText.OfLines(buffer));
        }
    }

    /// <summary>In one go, so that lines of several threads do not mix.</summary>
    public override void WriteLine(string? value) => Write(value + "\n");

    public override void Flush() => terminal.Flush();
}
