using BatchAudit.Cli;
using BatchAudit.Cli.Output.Streams;

using var app = new AppHost(StandardStreams.Output, StandardStreams.Error, TimeProvider.System);
return (int)await CommandLine.RunAsync(app, args);
