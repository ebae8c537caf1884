using FlinkSql.Functions.Text;

namespace FlinkSql.Functions.Scalar;

/// <summary>
/// TRANSLATE: each character of one list by the character in the same place of another, or by nothing.
/// </summary>
public static class Translate
{
    [ScalarFunction("translate(string, string, string) -> string")]
    public static ReadOnlySpan<byte> Invoke(
        ReadOnlySpan<byte> text, ReadOnlySpan<byte> from, ReadOnlySpan<byte> to, Scratch scratch)
    {
        TextBuilder builder = TextBuilder.Start();
        while (!text.IsEmpty)
        {
            int width = Math.Min(CodePoints.Width(text[0]), text.Length);
            int found = from.IndexOf(text[..width]);
            if (found < 0)
            {
                builder.Add(text[..width]);
            }
            else
            {
                ReadOnlySpan<byte> rest = to[CodePoints.Offset(to, CodePoints.Count(from[..found]))..];
                builder.Add(rest[..CodePoints.Offset(rest, 1)]);
            }

            text = text[width..];
        }

        return builder.ToValue(scratch);
    }
}
