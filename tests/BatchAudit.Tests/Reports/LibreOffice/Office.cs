using System.ComponentModel;
using System.Diagnostics;

namespace BatchAudit.Tests.Reports.LibreOffice;

/// <summary>LibreOffice without its windows, for what only a spreadsheet program can say of a file.</summary>
internal static class Office
{
    /// <summary>Comma, double quotes, UTF-8, from line 1; numbers are looked for, and formulas are run. What a careless reader clicks.</summary>
    public const string CarelessImport = "CSV:44,34,76,1,,0,false,true,false,false,false,0,true";

    /// <summary>The same, one file per sheet, named after it, every cell as it is shown.</summary>
    public const string EverySheet = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1";

    /// <param name="to">A format, with a filter and its options where there are any.</param>
    /// <param name="import">The filter to read the files by; null for the one that their names call for.</param>
    public static void Convert(IReadOnlyCollection<string> files, string to, string folder, string? import = null)
    {
        // A profile of its own: two programs at once on one profile, and the second does nothing and reports success.
        var profile = Directory.CreateTempSubdirectory("batch-audit-office-").FullName;
        var start = new ProcessStartInfo("soffice") { RedirectStandardOutput = true, RedirectStandardError = true };

        string[] filter = import is null ? [] : [$"--infilter={import}"];
        string[] arguments = [$"-env:UserInstallation={new Uri(profile)}", "--headless", .. filter, "--convert-to", to, "--outdir", folder, .. files];
        Array.ForEach(arguments, start.ArgumentList.Add);

        try
        {
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var said = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.True(process.ExitCode == 0 && said.Contains("convert ", StringComparison.Ordinal), $"LibreOffice did not convert to {to}: {said}{errors.Result}");
        }
        catch (Win32Exception missing)
        {
            throw new InvalidOperationException("LibreOffice is missing. tests/run installs what the tests need: run that once.", missing);
        }
        finally
        {
            Directory.Delete(profile, recursive: true);
        }
    }
}
