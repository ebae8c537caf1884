namespace FlinkSql.Functions.Text;

/// <summary>Cuts characters of a set from the ends of a text.</summary>
internal static class TextTrim
{
    public static ReadOnlySpan<byte> Start(ReadOnlySpan<byte> text, ReadOnlySpan<byte> set)
    {
        while (!text.IsEmpty)
        {
            int width = Math.Min(CodePoints.Width(text[0]), text.Length);
            if (!Contains(set, text[..width]))
            {
                break;
            }

            text = text[width..];
        }

        return text;
    }

    public static ReadOnlySpan<byte> End(ReadOnlySpan<byte> text, ReadOnlySpan<byte> set)
    {
        while (!text.IsEmpty)
        {
            int start = text.Length - 1;
            while (start > 0 && !CodePoints.IsStart(text[start]))
            {
                start--;
            }

            if (!Contains(set, text[start..]))
            {
                break;
            }

            text = text[..start];
        }

        return text;
    }

    private static bool Contains(ReadOnlySpan<byte> set, ReadOnlySpan<byte> character) => set.IndexOf(character) >= 0;
}
