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
internal sealed partial class LlamaCloudJson : JsonSerializerContext;
