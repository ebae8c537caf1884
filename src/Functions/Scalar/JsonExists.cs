using FlinkSql.Functions.Json;

namespace FlinkSql.Functions.Scalar;

/// <summary>JSON_EXISTS: whether a path leads to a value.</summary>
public static class JsonExists
{
    [ScalarFunction("json_exists(string, string) -> boolean")]
    public static bool Invoke(ReadOnlySpan<byte> json, ReadOnlySpan<byte> path) =>
        JsonSearch.Run(json, JsonPath.Get(path)).Count > 0;
}
