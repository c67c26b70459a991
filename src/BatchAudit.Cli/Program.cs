using BatchAudit.Cli;

using var app = new AppHost(Console.Out, Console.Error, TimeProvider.System);
return (int)await CommandLine.RunAsync(app, args);
