using BatchAudit.LlamaCloud.Json;
using BatchAudit.LlamaCloud.Transport;

namespace BatchAudit.LlamaCloud;

/// <summary>
/// Reads the answers about everything but batches from their stored bytes, with the functions the client itself reads them
/// with. Each fails with an <see cref="AuditException"/> of kind BadAnswer, which carries the bytes.
/// </summary>
public static class AnswerParser
{
    public static ParseJob ParseJob(ReadOnlyMemory<byte> body, string? askedId) => JsonBody.SameAsAsked(
        JsonBody.Read(body, LlamaCloudJson.Default.ParseJobEnvelope, JsonBody.Subject("parse job", askedId)).Job,
        body,
        "parse job",
        askedId);

    public static ExtractJob ExtractJob(ReadOnlyMemory<byte> body, string? askedId) => JsonBody.ReadOne(
        body, LlamaCloudJson.Default.ExtractJob, "extract job", askedId);

    public static SourceDirectory Directory(ReadOnlyMemory<byte> body, string? askedId) => JsonBody.ReadOne(
        body, LlamaCloudJson.Default.SourceDirectory, "directory", askedId);

    public static Page<Batch> BatchPage(ReadOnlyMemory<byte> body) =>
        Pages.Read(body, LlamaCloudJson.Default.PageBatch, "a page of batches");

    public static Page<ParseJob> ParseJobPage(ReadOnlyMemory<byte> body) =>
        Pages.Read(body, LlamaCloudJson.Default.PageParseJob, "a page of parse jobs");

    public static Page<ExtractJob> ExtractJobPage(ReadOnlyMemory<byte> body) =>
        Pages.Read(body, LlamaCloudJson.Default.PageExtractJob, "a page of extract jobs");

    public static Page<DirectoryFile> DirectoryFilePage(ReadOnlyMemory<byte> body) =>
        Pages.Read(body, LlamaCloudJson.Default.PageDirectoryFile, "a page of directory files");

    public static Page<JobDataPoint> JobDataPointPage(ReadOnlyMemory<byte> body) =>
        Pages.Read(body, LlamaCloudJson.Default.PageJobDataPoint, "a page of job data points");
}
