using System.Diagnostics.CodeAnalysis;
using System.Text;
using FlinkSql.Columnar;

namespace FlinkSql.Functions.Casts;

/// <summary>
/// The error of a CAST whose value is none of the target type, FLS6001. Generated code calls the overload of the
/// value it could not cast.
/// </summary>
public static class CastErrors
{
    private const int ShownCharacters = 80;

    /// <summary>Text, the common case.</summary>
    [DoesNotReturn]
    public static void Throw(ReadOnlySpan<byte> value, DataType to) =>
        Fail('\'' + Shorten(Encoding.UTF8.GetString(value)) + '\'', to);

    [DoesNotReturn]
    public static void Throw(string value, DataType to) => Fail(Shorten(value), to);

    [DoesNotReturn]
    public static void Throw(long value, DataType to) => Fail(value.ToString(), to);

    [DoesNotReturn]
    public static void Throw(double value, DataType to)
    {
        Span<byte> text = stackalloc byte[Utf8Text.MaxLength];
        Fail(Encoding.UTF8.GetString(text[..Utf8Text.WriteDouble(text, value)]), to);
    }

    [DoesNotReturn]
    public static void Throw(bool value, DataType to) => Fail(value ? "TRUE" : "FALSE", to);

    [DoesNotReturn]
    public static void Throw(SqlDecimal value, DataType to)
    {
        Span<byte> text = stackalloc byte[Utf8Text.MaxLength];
        Fail(Encoding.UTF8.GetString(text[..Utf8Text.WriteDecimal(text, value.Unscaled, value.Scale)]), to);
    }

    [DoesNotReturn]
    public static void Throw(SqlTimestamp value, DataType to)
    {
        Span<byte> text = stackalloc byte[Utf8Text.MaxLength];
        Fail(Encoding.UTF8.GetString(text[..TextCasts.WriteTimestamp(text, value, 3)]), to);
    }

    /// <summary>A nested value: only its type can be named in a few words.</summary>
    [DoesNotReturn]
    public static void Throw(object? value, DataType to) => Fail(value is null ? "NULL" : "a nested value", to);

    [DoesNotReturn]
    private static void Fail(string value, DataType to) =>
        throw new QueryException(
            "FLS6001", $"cannot cast {value} to {to.Name}", "TRY_CAST gives NULL where a value cannot be cast");

    private static string Shorten(string text) =>
        text.Length <= ShownCharacters ? text : string.Concat(text.AsSpan(0, ShownCharacters), "...");
}
