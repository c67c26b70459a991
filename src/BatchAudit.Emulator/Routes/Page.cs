using System.Buffers.Text;
using System.Text;

namespace BatchAudit.Emulator;

/// <summary>Pages of a list, and the cursors that lead from one to the next.</summary>
internal static class Page
{
    private static readonly string[] NotPartOfTheFilter = ["page_size", "page_token"];

    /// <param name="rows">The rows from a position on, each with its own position; only as many are taken as are needed.</param>
    public static void Write<T>(Call call, Func<long, IEnumerable<(long Position, T Row)>> rows, Action<T> write)
    {
        var json = call.Answer.Json;
        var limits = call.World.Scenario;
        var size = Math.Min(call.Number("page_size", 1, int.MaxValue) ?? limits.PageSize, limits.MaxPageSize);
        var filter = FilterHash(call);
        var start = Read(call, filter);
        long? next = null;
        var taken = 0;

        json.WriteStartObject();
        json.WriteStartArray("items"u8);
        if (call.Fault?.Cursor == CursorFault.Hollow)
        {
            next = start;
        }
        else
        {
            foreach (var (position, row) in rows(start))
            {
                if (taken++ == size)
                {
                    next = position;
                    break;
                }

                write(row);
            }
        }

        json.WriteEndArray();
        json.WriteString("next_page_token"u8, call.Fault?.Cursor switch
        {
            CursorFault.Empty => "",
            CursorFault.Repeat => Token(start, filter),
            _ => next is { } position ? Token(position, filter) : null,
        });
        json.WriteNull("total_size"u8);
        call.WriteExtraField();
        json.WriteEndObject();
    }

    private static long Read(Call call, ulong filter)
    {
        if (call.Text("page_token") is not { } token)
        {
            return 0;
        }

        // The position, veiled by the filters, and a check: a cursor of other filters is none of ours.
        Span<byte> bytes = stackalloc byte[16];
        if (token.Length == 22
            && Base64Url.IsValid(token)
            && Base64Url.TryDecodeFromChars(token, bytes, out var length)
            && length == 16)
        {
            var position = (long)(BitConverter.ToUInt64(bytes[..8]) ^ filter);
            if (position >= 0 && Token(position, filter) == token)
            {
                return position;
            }
        }

        throw Refusal.InvalidQuery("page_token", "Invalid page token", "value_error");
    }

    private static string Token(long position, ulong filter)
    {
        Span<byte> bytes = stackalloc byte[16];
        BitConverter.TryWriteBytes(bytes, (ulong)position ^ filter);
        BitConverter.TryWriteBytes(bytes[8..], Seeded.Mix(Seeded.Mix(filter) + (ulong)position));
        return Base64Url.EncodeToString(bytes);
    }

    private static ulong FilterHash(Call call)
    {
        var hash = (ulong)call.World.Scenario.Seed;
        foreach (var (name, values) in call.Query.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (!NotPartOfTheFilter.Contains(name))
            {
                foreach (var letter in Encoding.UTF8.GetBytes($"{name}={values}\n"))
                {
                    hash = Seeded.Mix(hash ^ letter);
                }
            }
        }

        return hash;
    }
}
