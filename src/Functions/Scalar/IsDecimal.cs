using FlinkSql.Columnar;

namespace FlinkSql.Functions.Scalar;

/// <summary>IS_DECIMAL: whether a text is a number.</summary>
public static class IsDecimal
{
    [ScalarFunction("is_decimal(string) -> boolean")]
    public static bool Invoke(ReadOnlySpan<byte> text) => ValueParser.TryParseDouble(text, out _);

    [ScalarFunction("is_decimal(numeric) -> boolean")]
    public static bool Invoke(double number) => true;
}
