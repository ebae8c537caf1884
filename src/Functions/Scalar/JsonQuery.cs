using System.Text.Json;
using FlinkSql.Functions.Json;

namespace FlinkSql.Functions.Scalar;

/// <summary>
/// JSON_QUERY: the object or array a path leads to, as JSON; NULL where there is none, and for scalars.
/// </summary>
public static class JsonQuery
{
    [ScalarFunction("json_query(string, string) -> string")]
    public static bool TryInvoke(ReadOnlySpan<byte> json, ReadOnlySpan<byte> path, out ReadOnlySpan<byte> value)
    {
        JsonSearch.Found found = JsonSearch.Run(json, JsonPath.Get(path));
        value = json.Slice(found.Start, found.Length);
        return found.Count == 1 && found.Kind is JsonTokenType.StartObject or JsonTokenType.StartArray;
    }
}
