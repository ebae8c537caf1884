using System.Text.Json;
using FlinkSql.Functions.Json;

namespace FlinkSql.Functions.Scalar;

/// <summary>JSON_UNQUOTE: the text of a JSON string; anything else as it is.</summary>
public static class JsonUnquote
{
    [ScalarFunction("json_unquote(string) -> string")]
    public static ReadOnlySpan<byte> Invoke(ReadOnlySpan<byte> json, Scratch scratch) =>
        JsonText.Kind(json) == JsonTokenType.String ? JsonText.Unquote(json, scratch) : json;
}
