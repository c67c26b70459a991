namespace BatchAudit.Emulator;

/// <summary>Directories and their files as the contract has them (section 3).</summary>
internal static class DirectoryJson
{
    public static void Write(Call call, Batch source)
    {
        var json = call.Answer.Json;
        var script = source.Script.Directory;
        var created = DirectoryFile.DirectoryCreatedAt(source);
        var deleted = DeletedAt(source, call.Now);
        json.WriteStartObject();
        json.WriteString("id"u8, source.DirectoryId);
        json.WriteString("project_id"u8, source.ProjectId);
        json.WriteString("name"u8, Name(source));
        json.WriteNull("description"u8);
        json.WriteString("type"u8, script.Type);
        json.WriteNull("connector_subscription_id"u8);
        json.WriteNull("system_metadata"u8);
        call.Answer.Time("expires_at"u8, source.CreatedAt + script.Expires);
        call.Answer.Time("created_at"u8, created);
        call.Answer.Time("updated_at"u8, deleted ?? created);
        call.Answer.Time("deleted_at"u8, deleted);
        call.WriteExtraField();
        json.WriteEndObject();
    }

    public static void WriteFile(Call call, DirectoryFile file, bool downloadUrl)
    {
        var json = call.Answer.Json;
        json.WriteStartObject();
        json.WriteString("id"u8, file.Id);
        json.WriteString("project_id"u8, file.Source.ProjectId);
        json.WriteString("directory_id"u8, file.Source.DirectoryId);
        json.WriteString("unique_id"u8, file.UniqueId);
        json.WriteString("display_name"u8, file.NameAt(call.Now));
        json.WriteString("file_id"u8, file.StoredFileId);
        json.WriteStartObject("metadata"u8);
        json.WriteEndObject();
        if (downloadUrl)
        {
            json.WriteStartObject("download_url"u8);
            json.WriteString("url"u8, $"https://files.invalid/{file.StoredFileId}");
            call.Answer.Time("expires_at"u8, call.Now + TimeSpan.FromHours(1));
            json.WriteNull("form_fields"u8);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("download_url"u8);
        }

        call.Answer.Time("created_at"u8, file.IsUndated ? null : file.CreatedAt);
        call.Answer.Time("updated_at"u8, file.UpdatedAt(call.Now));
        call.Answer.Time("deleted_at"u8, file.DeletedAt(call.Now));
        call.WriteExtraField();
        json.WriteEndObject();
    }

    public static string Name(Batch source) => DirectoryFile.Filled(source.Script.Directory.Name, 'b', source.Ordinal + 1);

    public static DateTimeOffset? DeletedAt(Batch source, DateTimeOffset now) =>
        source.CreatedAt + source.Script.Directory.Deleted is { } deleted && deleted <= now ? deleted : null;

    public static bool Exists(Batch source, DateTimeOffset now) =>
        DirectoryFile.DirectoryCreatedAt(source) <= now
        && !(source.CreatedAt + source.Script.Directory.Gone is { } gone && gone <= now);
}
