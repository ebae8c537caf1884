using FlinkSql.Columnar;
using FlinkSql.Functions.Json;

namespace FlinkSql.Functions.Scalar;

/// <summary>JSON_STRING: any value as JSON.</summary>
public static class JsonString
{
    [ScalarFunction("json_string(any) -> string")]
    public static ReadOnlySpan<byte> Invoke(object? value, DataType[] types, Scratch scratch, QueryContext context) =>
        JsonWriting.ToText(value, types[0], scratch, context);
}
