using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using BatchAudit.Cli;
using BatchAudit.Cli.Configuring;
using BatchAudit.Collecting;
using BatchAudit.Integrity;
using BatchAudit.Reporting;

namespace BatchAudit.Tests.Cli;

/// <summary>Every option and every setting with a number or a span, at its bounds and beyond.</summary>
public sealed class BoundsTests
{
    /// <summary>None of them is anything anywhere.</summary>
    private static readonly string[] Never =
    [
        "-1", "", " ", "text", "1e999", "NaN", "Infinity", "0x10", "1.5.5", "9223372036854775808", "99999999999999999999", "99999999999999999d", "1e308d",
        "-1d", "0s", "0.00000001s", "d", "1y", "1 d", "18446744073709551616/18446744073709551616", "0/1", "2/1", "1/0", "1/366", "1/1/1", "run:99999999999999999999", "run:-1",
    ];

    /// <summary>Each is good for something; what takes it says so without an exception.</summary>
    private static readonly string[] Sometimes =
    [
        "0", "1", "64", "65", "65535", "65536", "2147483647", "2147483648", "9223372036854775807", "1s", "0.5s", "49d", "50d", "36500d", "36501d", "1/1", "1/365", "365/365", "run:0",
        "run:9223372036854775807",
    ];

    private static readonly Type[] Bounded = [typeof(int), typeof(int?), typeof(TimeSpan?), typeof(TimeSpan), typeof(Recheck), typeof(Subset)];

    [Fact]
    public void Every_option_with_a_number_or_a_span_refuses_what_is_none_and_never_throws()
    {
        using var app = new AppHost(TextWriter.Null, TextWriter.Null, TimeProvider.System);
        var walked = 0;

        foreach (var command in RootCommandLine.Build(app).Subcommands)
        {
            foreach (var option in command.Options.Where(option => Bounded.Contains(option.ValueType) || option.ValueType == typeof(AsOf)))
            {
                walked++;

                foreach (var value in Never)
                {
                    Assert.True(Errors(command, option, value).Count > 0, $"{command.Name} {option.Name} takes '{value}'.");
                }

                Assert.All(Sometimes, value => Errors(command, option, value));
                Assert.True(Sometimes.Any(value => Errors(command, option, value).Count == 0), $"{command.Name} {option.Name} takes nothing.");
            }
        }

        Assert.True(walked >= 20, $"{walked}");
    }

    [Fact]
    public void Every_setting_with_a_number_or_a_span_says_what_is_wrong_with_what_is_none()
    {
        Setting[] bounded = [.. KnownSettings.All.Where(setting => setting.Fault("text") is not null && setting.Fault(setting.Example!) is null && char.IsAsciiDigit(setting.Example![0]))];
        Assert.Equal(["concurrency", "deadline", "stuck_after"], bounded.Select(setting => setting.Name).Intersect(["concurrency", "deadline", "stuck_after"]));

        Assert.All(bounded, setting =>
        {
            Assert.All(Never.Where(value => value.Trim().Length > 0), value => Assert.NotNull(setting.Fault(value)));
            Assert.All(Sometimes, value => setting.Fault(value));
        });
    }

    [Theory]
    [InlineData("BATCH_AUDIT_CONCURRENCY", "0")]
    [InlineData("BATCH_AUDIT_CONCURRENCY", "65")]
    [InlineData("BATCH_AUDIT_CONCURRENCY", "99999999999")]
    [InlineData("BATCH_AUDIT_DEADLINE", "99999999999999999d")]
    [InlineData("BATCH_AUDIT_STUCK_AFTER", "-1h")]
    public async Task A_variable_out_of_bounds_is_bad_configuration(string variable, string value)
    {
        await using var program = await BuiltProgram.AgainstAsync("""{ "batches": [] }""");
        program.Environment[variable] = value;
        var ended = (await program.RunAsync("collect", "--all")).With(ExitCode.Configuration);
        Assert.Contains(variable, ended.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("status", "--max-age", "99999999999999999d")]
    [InlineData("prune", "--payloads-older-than", "1e308d")]
    [InlineData("query", "--limit", "99999999999")]
    public async Task An_option_out_of_bounds_is_wrong_usage(string command, string option, string value)
    {
        await using var program = await BuiltProgram.AgainstAsync("""{ "batches": [] }""");
        (await program.RunAsync(command == "query" ? ["query", "select 1", option, value] : [command, option, value])).With(ExitCode.Usage);
    }

    /// <summary>What is wrong with the option's value; a command that also wants something else says so apart.</summary>
    private static List<string> Errors(Command command, Option option, string value)
    {
        string[] selection = command.Options.Any(other => other.Name == "--all") ? ["--all"] : [];
        var parsed = command.Parse([option.Name, value, .. selection]);
        var own = parsed.Errors.Where(error => (error.SymbolResult as OptionResult ?? error.SymbolResult?.Parent as OptionResult)?.Option == option).Select(error => error.Message).ToList();

        // The value is made when it is asked for; whatever it throws then would end the program.
        if (own.Count == 0 && parsed.GetResult(option) is { } result)
        {
            try
            {
                _ = Convert.ToString(result.GetValueOrDefault<object?>(), CultureInfo.InvariantCulture);
            }
            catch (InvalidOperationException refused) when (parsed.Errors.Count > 0)
            {
                // The library's own, for a value with an error: the parser stopped at something else and did not come to this one.
                own.Add(refused.Message);
            }
        }

        return own;
    }
}
