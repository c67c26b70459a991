using System.Text.Json;
using System.Text.Json.Serialization;

namespace BatchAudit.Emulator;

// Generated readers lose the defaults of init-only properties, so those of a scenario that have one can be set.
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    Converters = [typeof(ScenarioTimeConverter)])]
[JsonSerializable(typeof(Scenario))]
[JsonSerializable(typeof(FileScript[]))]
internal sealed partial class ScenarioJson : JsonSerializerContext;

/// <summary>What callers post: unlike a scenario it may say more than is known here, as the vendor's own service takes it.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(WebhookScript[]))]
internal sealed partial class PostedJson : JsonSerializerContext;
