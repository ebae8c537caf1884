using FlinkSql.Functions.Text;

namespace FlinkSql.Functions.Scalar;

/// <summary>ARRAY_JOIN: the texts of an array with a delimiter between them; NULLs are left out, or replaced.</summary>
public static class ArrayJoin
{
    [ScalarFunction("array_join(array, string) -> string")]
    public static ReadOnlySpan<byte> Invoke(object? value, ReadOnlySpan<byte> delimiter, Scratch scratch) =>
        Join((object?[])value!, delimiter, replaceNulls: false, default, scratch);

    [ScalarFunction("array_join(array, string, string) -> string")]
    public static ReadOnlySpan<byte> Invoke(
        object? value, ReadOnlySpan<byte> delimiter, ReadOnlySpan<byte> replacement, Scratch scratch) =>
        Join((object?[])value!, delimiter, replaceNulls: true, replacement, scratch);

    private static ReadOnlySpan<byte> Join(
        object?[] elements, ReadOnlySpan<byte> delimiter, bool replaceNulls, ReadOnlySpan<byte> replacement, Scratch scratch)
    {
        TextBuilder builder = TextBuilder.Start();
        bool any = false;
        foreach (object? element in elements)
        {
            if (element is null && !replaceNulls)
            {
                continue;
            }

            builder.Add(any ? delimiter : default);
            any = true;
            if (element is string text)
            {
                builder.Add(text.AsSpan());
            }
            else
            {
                builder.Add(replacement);
            }
        }

        return builder.ToValue(scratch);
    }
}
