namespace BatchAudit.Tests.History.Model;

/// <summary>A message that servers of this test say, the group it belongs to, and what to do about it.</summary>
internal sealed record Message(string Layer, string Text, string Group, string Advice)
{
    public static IReadOnlyList<Message> All { get; } =
    [
        new("mapping", "Unsupported file type .heic", "mapping: Unsupported file type .heic", "FIX_INPUT"),
        new("mapping", "'a.pdf' is strange", "mapping: <name> is strange", "RETRY"),
        new("mapping", "'b.pdf' is strange", "mapping: <name> is strange", "RETRY"),
        new("job", "llm_refusal after 3 tries", "job: llm_refusal after <n> tries", "NONE"),
        new("job", "llm_refusal after 12 tries", "job: llm_refusal after <n> tries", "NONE"),
        new("job", "'a.pdf' is strange", "job: <name> is strange", "RETRY"),
    ];

    public static Message? Of(string layer, string? text) => text is null ? null : All.Single(message => message.Layer == layer && message.Text == text);
}
