using System.Diagnostics.CodeAnalysis;

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
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Every file is written where its own failures are told; what is left is standard output. Whoever read it through
            // a pipe may have read enough.
            if (AppHost.IsClosedPipe(failure))
            {
                return ExitCode.Done;
            }

            app.Messages.Failure(new AuditException(
                FailureKind.Report, $"Not everything could be written: {failure.Message}", "What was collected is stored."));
            return ExitCode.Partial;
        }
        catch (Exception bug)
        {
            app.Messages.Bug(bug);
            return ExitCode.Bug;
        }
    }
}
