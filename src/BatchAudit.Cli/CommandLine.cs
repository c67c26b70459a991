using System.Diagnostics.CodeAnalysis;
using BatchAudit.Cli.Output.Streams;

namespace BatchAudit.Cli;

/// <summary>From words to an exit code: the one place where a failure becomes a message.</summary>
internal static class CommandLine
{
    public static async Task<ExitCode> RunAsync(AppHost app, string[] args)
    {
        var code = await TryAsync(app, args);
        app.Messages.End(code);
        return code;
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Whatever is left is a bug, which is said as such.")]
    private static async Task<ExitCode> TryAsync(AppHost app, string[] args)
    {
        try
        {
            return await RootCommandLine.InvokeAsync(app, args);
        }
        catch (AuditException failure)
        {
            app.Messages.Failure(failure);
            return ExitCodes.Of(failure.Kind);
        }
        catch (OperationCanceledException) when (app.Interruption.Code is { } code)
        {
            return code;
        }
        catch (ClosedOutputException)
        {
            // Whoever read the rows through a pipe has read enough.
            return ExitCode.Done;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Files are read and written where their own failures are told; whatever was not thought of is a place all the same.
            app.Messages.Failure(new AuditException(
                FailureKind.Report, $"Not everything could be read or written: {failure.Message}", "Mend the place, and run again."));
            return ExitCode.Partial;
        }
        catch (Exception bug)
        {
            app.Messages.Bug(bug);
            return ExitCode.Bug;
        }
    }
}
