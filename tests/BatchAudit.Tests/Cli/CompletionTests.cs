namespace BatchAudit.Tests.Cli;

public sealed class CompletionTests
{
    /// <summary>A command of that name, as the scripts expect one in the path.</summary>
    private const string Install = """printf '#!/bin/sh\nexec %s %s "$@"\n' "$1" "$2" > batch-audit; chmod +x batch-audit; PATH=$PWD:$PATH; """;

    public static TheoryData<string, string> Lines { get; } = new()
    {
        { "batch-audit expo", "export" },
        { "batch-audit export --st", "--status --stuck-after" },
        { "batch-audit report --format j", "json jsonl" },
        { "batch-audit report fi", "file-jobs findings" },
        { "batch-audit export --all --fail-on DR", "DRIFT" },
        { "batch-audit query --form", "--format" },
        { "batch-audit completion z", "zsh" },
        { "batch-audit export --log j", "json" },
    };

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task Bash_completes(string line, string expected)
    {
        const string script = """
            cat > complete.bash <<'END'
            source <(batch-audit completion bash)
            complete -p batch-audit >/dev/null || exit 1
            COMP_LINE=$1; COMP_POINT=${#COMP_LINE}; read -ra COMP_WORDS <<<"$COMP_LINE"; COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            _batch_audit
            echo "${COMPREPLY[*]}"
            END
            exec bash complete.bash "$LINE"
            """;

        Assert.Equal(expected, await CompleteAsync(script, line));
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task Fish_completes(string line, string expected) =>
        Assert.Equal(expected, await CompleteAsync("""exec fish --no-config -c 'batch-audit completion fish | source; complete -C "$LINE" | string join " "; true'""", line));

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    [InlineData("pwsh")]
    public async Task Every_script_asks_the_program(string shell)
    {
        await using var program = await BuiltProgram.AgainstAsync("""{ "batches": [] }""");

        var ended = (await program.RunAsync("completion", shell)).With(ExitCode.Done);

        Assert.Contains("[suggest:", ended.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', ended.Output);
        Assert.Empty(program.Files);
    }

    private static async Task<string> CompleteAsync(string script, string line)
    {
        await using var program = await BuiltProgram.AgainstAsync("""{ "batches": [] }""");
        program.Environment["LINE"] = line;
        return (await program.RunShellAsync(Install + script)).With(ExitCode.Done).Output.Trim();
    }
}
