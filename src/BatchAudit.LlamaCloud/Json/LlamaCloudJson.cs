using System.Text.Json.Serialization;

namespace BatchAudit.LlamaCloud.Json;

/// <summary>How the vendor's objects are read: unknown fields are passed over, known ones keep their declared nullability.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true,
    MaxDepth = 256,
    Converters = [typeof(TimeConverter)])]
[JsonSerializable(typeof(Batch))]
[JsonSerializable(typeof(Page<Batch>))]
[JsonSerializable(typeof(List<BatchResult>))]
[JsonSerializable(typeof(ParseJobEnvelope))]
[JsonSerializable(typeof(Page<ParseJob>))]
[JsonSerializable(typeof(ExtractJob))]
[JsonSerializable(typeof(Page<ExtractJob>))]
[JsonSerializable(typeof(Page<JobDataPoint>))]
[JsonSerializable(typeof(SourceDirectory))]
[JsonSerializable(typeof(Page<DirectoryFile>))]
internal sealed partial class LlamaCloudJson : JsonSerializerContext;
