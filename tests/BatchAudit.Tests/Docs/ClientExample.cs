using BatchAudit.LlamaCloud;

namespace BatchAudit.Tests.Docs;

/// <summary>The example that the manual shows between the two marks.</summary>
internal static class ClientExample
{
    public static async Task RunAsync(string key)
    {
        // Manual
        using var client = new LlamaCloudClient(new LlamaCloudOptions { ApiKey = key });
        var answer = await client.Batches.GetAnswerAsync("bat-…", new() { Expand = ["results"] });
        foreach (var result in answer.Value.Results.Rows)
        {
            Console.WriteLine($"{result.SourceDirectoryFileId} {result.JobReference?.Id ?? result.ErrorMessage}");
        }

        await File.WriteAllBytesAsync("as-received.json", answer.Body);
        // Manual
    }
}
