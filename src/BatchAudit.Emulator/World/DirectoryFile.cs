using System.Globalization;

namespace BatchAudit.Emulator;

/// <summary>A file as its directory has it.</summary>
internal sealed class DirectoryFile(Batch source, int file)
{
    private readonly FileScript _script = source.Template.FileScript(file);

    public Batch Source => source;

    public string Id => source.FileId(file);

    public string StoredFileId => source.World.Ids.Text(IdKind.StoredFile, new(source.Ordinal, file));

    public string UniqueId => _script.UniqueId is { } pattern
        ? Filled(pattern)
        : source.World.Ids.Text(IdKind.UniqueId, new(source.Ordinal, file));

    public DateTimeOffset CreatedAt => source.CreatedAt + (_script.Added ?? Seeded.Between(
        TimeSpan.FromMinutes(-9), TimeSpan.FromMinutes(-1), source.World.Roll(new(source.Ordinal, file), RollPurpose.Added)));

    public bool IsUndated => _script.Undated;

    public static DateTimeOffset DirectoryCreatedAt(Batch source) => source.CreatedAt - TimeSpan.FromMinutes(10);

    public string NameAt(DateTimeOffset now) => Filled(
        _script.Steps.LastOrDefault(step => step.Name is not null && source.CreatedAt + step.At <= now)?.Name ?? _script.Name);

    public DateTimeOffset? DeletedAt(DateTimeOffset now) =>
        source.CreatedAt + _script.Deleted is { } deleted && deleted <= now ? deleted : null;

    public DateTimeOffset UpdatedAt(DateTimeOffset now)
    {
        var renamed = _script.Steps.LastOrDefault(step => step.Name is not null && source.CreatedAt + step.At <= now);
        var latest = renamed is null ? CreatedAt : source.CreatedAt + renamed.At;
        return DeletedAt(now) is { } deleted && deleted > latest ? deleted : latest;
    }

    public bool ExistsAt(DateTimeOffset now) => _script.InDirectory && CreatedAt <= now;

    /// <summary>Replaces <c>{b}</c> and <c>{b:0000}</c> by the batch's number, counted from 1.</summary>
    public static string Filled(string pattern, char letter, int number)
    {
        var open = pattern.IndexOf($"{{{letter}", StringComparison.Ordinal);
        if (open < 0 || pattern.IndexOf('}', open) is var close && close < 0)
        {
            return pattern;
        }

        var digits = pattern[(open + 2)..close].TrimStart(':');
        var text = number.ToString(digits, CultureInfo.InvariantCulture);
        return string.Concat(pattern.AsSpan(0, open), text, pattern.AsSpan(close + 1));
    }

    private string Filled(string pattern) => Filled(Filled(pattern, 'b', source.Ordinal + 1), 'n', file + 1);
}
