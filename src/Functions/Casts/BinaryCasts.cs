using System.Text;
using System.Text.Unicode;
using FlinkSql.Columnar;

namespace FlinkSql.Functions.Casts;

/// <summary>Casts between text and BINARY: the UTF-8 bytes, cut to the length of the target, padded for BINARY(n).</summary>
public static class BinaryCasts
{
    [Cast("string -> bytes")]
    [Cast("bytes -> bytes")]
    public static ReadOnlySpan<byte> ToBytes(ReadOnlySpan<byte> value, DataType from, DataType to, Scratch scratch)
    {
        var type = (BinaryType)to;
        if (value.Length >= type.Length || !type.Fixed)
        {
            return value.Length > type.Length ? value[..type.Length] : value;
        }

        Span<byte> padded = scratch.Take(type.Length);
        value.CopyTo(padded);
        padded[value.Length..].Clear();
        return padded;
    }

    /// <summary>Bytes that are not UTF-8 become U+FFFD, so that text always is.</summary>
    [Cast("bytes -> string")]
    public static ReadOnlySpan<byte> ToText(ReadOnlySpan<byte> value, DataType from, DataType to, Scratch scratch) =>
        TextCasts.Fit(
            Utf8.IsValid(value) ? value : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(value)), to, scratch);

    /// <summary>VARIANT is stored as its JSON text.</summary>
    [Cast("variant -> string")]
    public static ReadOnlySpan<byte> VariantToText(
        ReadOnlySpan<byte> value, DataType from, DataType to, Scratch scratch) =>
        TextCasts.Fit(value, to, scratch);
}
