using FlinkSql.Columnar;

namespace FlinkSql.Codegen.Support;

/// <summary>Reaches the fields of ROW columns and the items of nested values.</summary>
public static class Nested
{
    /// <summary>The column of a field, of a field of it, and so on.</summary>
    public static Column Field(Column column, params ReadOnlySpan<int> path)
    {
        foreach (int field in path)
        {
            column = ((StructColumn)column).Children[field];
        }

        return column;
    }

    /// <summary>Whether a field is NULL in some row, or a row it is in.</summary>
    public static bool HasNulls(Column column, params ReadOnlySpan<int> path)
    {
        foreach (int field in path)
        {
            if (column.NullCount != 0)
            {
                return true;
            }

            column = ((StructColumn)column).Children[field];
        }

        return column.NullCount != 0;
    }

    /// <summary>The element of an ARRAY counted from 1, or null where there is none.</summary>
    public static object? Element(object? array, long index) =>
        array is object?[] items && index >= 1 && index <= items.Length ? items[index - 1] : null;

    /// <summary>Elements with the number of times each occurs, in the order of first occurrence.</summary>
    public static object Multiset(object?[] elements)
    {
        var counts = new List<KeyValuePair<object?, object?>>();
        foreach (object? element in elements)
        {
            int known = counts.FindIndex(entry => BoxedOrder.Compare(entry.Key, element) == 0);
            if (known < 0)
            {
                counts.Add(new(element, 1));
            }
            else
            {
                counts[known] = new(element, (int)counts[known].Value! + 1);
            }
        }

        return counts.ToArray();
    }

    /// <summary>The value of a key of a MAP, or null where there is none.</summary>
    public static object? Entry(object? map, object? key)
    {
        if (map is KeyValuePair<object?, object?>[] entries)
        {
            foreach (KeyValuePair<object?, object?> entry in entries)
            {
                if (BoxedOrder.Compare(entry.Key, key) == 0)
                {
                    return entry.Value;
                }
            }
        }

        return null;
    }
}
