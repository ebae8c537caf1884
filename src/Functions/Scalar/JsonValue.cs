using System.Text.Json;
using FlinkSql.Functions.Json;

namespace FlinkSql.Functions.Scalar;

/// <summary>
/// JSON_VALUE: the scalar a path leads to, as text; NULL where there is none, and for objects and arrays.
/// </summary>
public static class JsonValue
{
    [ScalarFunction("json_value(string, string) -> string")]
    public static bool TryInvoke(
        ReadOnlySpan<byte> json, ReadOnlySpan<byte> path, Scratch scratch, out ReadOnlySpan<byte> value)
    {
        JsonSearch.Found found = JsonSearch.Run(json, JsonPath.Get(path));
        value = default;
        if (found.Count != 1 || found.Kind is JsonTokenType.Null or JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            return false;
        }

        ReadOnlySpan<byte> text = json.Slice(found.Start, found.Length);
        value = found.Kind == JsonTokenType.String ? JsonText.Unquote(text, scratch) : text;
        return true;
    }
}
