using FlinkSql.Functions.Text;

namespace FlinkSql.Functions.Scalar;

/// <summary>REPLACE: every occurrence of a text by another; the empty text occurs around every character.</summary>
public static class Replace
{
    [ScalarFunction("replace(string, string, string) -> string")]
    public static ReadOnlySpan<byte> Invoke(
        ReadOnlySpan<byte> text, ReadOnlySpan<byte> sought, ReadOnlySpan<byte> replacement, Scratch scratch)
    {
        if (!sought.IsEmpty && text.IndexOf(sought) < 0)
        {
            return text;
        }

        TextBuilder builder = TextBuilder.Start();
        while (!text.IsEmpty)
        {
            int at = sought.IsEmpty ? 0 : text.IndexOf(sought);
            if (at < 0)
            {
                break;
            }

            int next = sought.IsEmpty ? CodePoints.Offset(text, 1) : at + sought.Length;
            builder.Add(text[..at]);
            builder.Add(replacement);
            builder.Add(sought.IsEmpty ? text[..next] : default);
            text = text[next..];
        }

        builder.Add(text);
        builder.Add(sought.IsEmpty ? replacement : default);
        return builder.ToValue(scratch);
    }
}
