using System.Text.Json;

namespace BatchAudit.Emulator;

internal static class DirectoryRoutes
{
    private const int MaxIds = 200;

    private static readonly string[] Types = ["user", "index", "ephemeral"];

    public static void Get(Call call) => DirectoryJson.Write(call, Find(call, call.Values[0]));

    public static void List(Call call)
    {
        var types = (IReadOnlyList<string>)[.. call.Words("types", Types), .. call.Words("type", Types)];
        Page.Write(
            call,
            start => Existing(call, start).Where(row =>
                (types.Count == 0 || types.Contains(row.Row.Script.Directory.Type))
                && (call.Text("name") is not { } name || DirectoryJson.Name(row.Row) == name)),
            source => DirectoryJson.Write(call, source));
    }

    public static void GetFile(Call call)
    {
        var source = Find(call, call.Values[0]);
        if (call.World.FindFile(call.Values[1]) is { } place
            && place.Batch == source.Ordinal
            && place.File < source.FileCount
            && new DirectoryFile(source, place.File) is var file
            && file.Id == call.Values[1]
            && file.ExistsAt(call.Now))
        {
            DirectoryJson.WriteFile(call, file, call.Expands("download_url", "download_url"));
            return;
        }

        throw Refusal.NotFound("Directory file");
    }

    public static void ListFiles(Call call)
    {
        var ids = AskedIds(call.Body);
        var source = Find(call, call.Values[0]);
        var downloadUrl = call.Expands("download_url", "download_url");
        Page.Write(
            call,
            start => Files(call, source, start).Where(row => (ids is null || ids.Contains(row.Row.Id)) && Matches(call, row.Row)),
            file => DirectoryJson.WriteFile(call, file, downloadUrl));
    }

    /// <summary>The batch whose directory it is.</summary>
    public static Batch Find(Call call, string directoryId) =>
        call.World.FindDirectory(directoryId) is { } source
        && DirectoryJson.Exists(source, call.Now)
        && call.InProject(source.ProjectId)
            ? source
            : throw Refusal.NotFound("Directory");

    /// <summary>The files that a batch made now would run over.</summary>
    public static IEnumerable<DirectoryFile> Present(Call call, Batch source) =>
        Files(call, source, 0).Select(row => row.Row).Where(file => file.DeletedAt(call.Now) is null);

    private static bool Matches(Call call, DirectoryFile file) =>
        (call.Flag("include_deleted") || file.DeletedAt(call.Now) is null)
        && (call.Text("display_name") is not { } name || file.NameAt(call.Now) == name)
        && (call.Text("display_name_contains") is not { } part
            || file.NameAt(call.Now).Contains(part, StringComparison.OrdinalIgnoreCase))
        && (call.Text("unique_id") is not { } unique || file.UniqueId == unique)
        && (call.Text("file_id") is not { } stored || file.StoredFileId == stored)
        && call.Within("updated_at", file.UpdatedAt(call.Now));

    private static IEnumerable<(long Position, DirectoryFile Row)> Files(Call call, Batch source, long start)
    {
        for (var index = (int)start; index < source.FileCount; index++)
        {
            var file = new DirectoryFile(source, index);
            if (file.ExistsAt(call.Now))
            {
                yield return (index, file);
            }
        }
    }

    private static IEnumerable<(long Position, Batch Row)> Existing(Call call, long start)
    {
        for (var ordinal = (int)start; ordinal < call.World.BatchCount; ordinal++)
        {
            var batch = call.World.BatchAt(ordinal);
            if (batch.Script.Over is null
                && DirectoryJson.Exists(batch, call.Now)
                && call.InProject(batch.ProjectId)
                && (call.Flag("include_deleted") || DirectoryJson.DeletedAt(batch, call.Now) is null))
            {
                yield return (ordinal, batch);
            }
        }
    }

    // The body of this GET is an array of ids or null; the vendor's C# SDK sends an object (contract, section 0).
    private static HashSet<string>? AskedIds(JsonElement? body) => body switch
    {
        null or { ValueKind: JsonValueKind.Null } => null,
        { ValueKind: not JsonValueKind.Array } => throw Refusal.InvalidBody("Input should be a valid list", "list_type"),
        { } list when list.GetArrayLength() > MaxIds =>
            throw Refusal.InvalidBody($"List should have at most {MaxIds} entries", "too_long"),
        { } list when list.EnumerateArray().Any(id => id.ValueKind != JsonValueKind.String) =>
            throw Refusal.InvalidBody("Input should be a valid string", "string_type"),
        { } list => [.. list.EnumerateArray().Select(id => id.GetString()!)],
    };
}
