using System.Text;
using FlinkSql.Columnar;

namespace FlinkSql.Functions.Casts;

/// <summary>Casts of ARRAY, MAP, MULTISET and ROW, in the boxed form of <see cref="Column.GetValue"/>.</summary>
public static class NestedCasts
{
    [Cast("array -> string")]
    [Cast("map -> string")]
    [Cast("multiset -> string")]
    [Cast("row -> string")]
    public static ReadOnlySpan<byte> ToText(
        object? value, DataType from, DataType to, Scratch scratch, QueryContext context)
    {
        string text = ValueText.Of(value, from, context.Zone);
        Span<byte> bytes = scratch.Take(Encoding.UTF8.GetByteCount(text));
        Encoding.UTF8.GetBytes(text, bytes);
        return TextCasts.Fit(bytes, to, scratch);
    }

    /// <summary>Element by element; false where an element cannot be cast.</summary>
    [Cast("array -> array")]
    [Cast("row -> row")]
    public static bool TryElements(object? value, DataType from, DataType to, QueryContext context, out object? result)
    {
        var elements = (object?[])value!;
        var cast = new object?[elements.Length];
        result = cast;
        for (int element = 0; element < elements.Length; element++)
        {
            (DataType elementFrom, DataType elementTo) = from is RowType row
                ? (row.Fields[element].Type, ((RowType)to).Fields[element].Type)
                : (((ArrayType)from).Element, ((ArrayType)to).Element);
            if (!BoxedCast.Try(elements[element], elementFrom, elementTo, context, out cast[element]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Key by key and value by value; false where one cannot be cast.</summary>
    [Cast("map -> map")]
    [Cast("multiset -> multiset")]
    public static bool TryEntries(object? value, DataType from, DataType to, QueryContext context, out object? result)
    {
        var entries = (KeyValuePair<object?, object?>[])value!;
        var cast = new KeyValuePair<object?, object?>[entries.Length];
        result = cast;
        (DataType fromKey, DataType fromValue) = MapTypes.Of(from);
        (DataType toKey, DataType toValue) = MapTypes.Of(to);
        for (int entry = 0; entry < entries.Length; entry++)
        {
            if (!BoxedCast.Try(entries[entry].Key, fromKey, toKey, context, out object? key)
                || !BoxedCast.Try(entries[entry].Value, fromValue, toValue, context, out object? item))
            {
                return false;
            }

            cast[entry] = new(key, item);
        }

        return true;
    }
}
