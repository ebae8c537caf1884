using FlinkSql.Functions.Json;
using FlinkSql.Functions.Text;

namespace FlinkSql.Functions.Scalar;

/// <summary>JSON_QUOTE: a text as a JSON string.</summary>
public static class JsonQuote
{
    [ScalarFunction("json_quote(string) -> string")]
    public static ReadOnlySpan<byte> Invoke(ReadOnlySpan<byte> text, Scratch scratch)
    {
        TextBuilder builder = TextBuilder.Start();
        JsonText.Quote(builder, text, escapeSlash: true);
        return builder.ToValue(scratch);
    }
}
