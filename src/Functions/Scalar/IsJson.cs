using System.Text.Json;
using FlinkSql.Functions.Json;

namespace FlinkSql.Functions.Scalar;

/// <summary>The operator IS JSON of a kind: VALUE, SCALAR, OBJECT or ARRAY.</summary>
public static class IsJson
{
    [ScalarFunction("$is_json(string, string) -> boolean")]
    public static bool Invoke(ReadOnlySpan<byte> json, ReadOnlySpan<byte> kind)
    {
        JsonTokenType found = JsonText.Kind(json);
        return kind.SequenceEqual("OBJECT"u8) ? found == JsonTokenType.StartObject
            : kind.SequenceEqual("ARRAY"u8) ? found == JsonTokenType.StartArray
            : kind.SequenceEqual("SCALAR"u8)
                ? found is not (JsonTokenType.None or JsonTokenType.StartObject or JsonTokenType.StartArray)
            : found != JsonTokenType.None;
    }
}
