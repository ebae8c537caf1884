namespace FlinkSql.Functions.Text;

/// <summary>Finds texts in texts; positions are code points counted from 1, and 0 means that there is none.</summary>
internal static class TextSearch
{
    public static int Position(ReadOnlySpan<byte> sought, ReadOnlySpan<byte> text, int from)
    {
        int start = CodePoints.Offset(text, from - 1L);
        int at = text[start..].IndexOf(sought);
        return at < 0 || from > CodePoints.Count(text) + 1 ? 0 : CodePoints.Count(text[..(start + at)]) + 1;
    }

    /// <summary>The n-th occurrence that begins at a position or later.</summary>
    public static int Forward(ReadOnlySpan<byte> text, ReadOnlySpan<byte> sought, int from, int occurrence)
    {
        int position = from - 1;
        do
        {
            position = Position(sought, text, position + 1);
        }
        while (position != 0 && --occurrence > 0);

        return position;
    }

    /// <summary>The n-th occurrence, backwards, that ends at a position or before, which is counted from the end.</summary>
    public static int Backward(ReadOnlySpan<byte> text, ReadOnlySpan<byte> sought, int fromEnd, int occurrence)
    {
        ReadOnlySpan<byte> head = text[..CodePoints.Offset(text, CodePoints.Count(text) - (long)fromEnd + 1)];
        while (true)
        {
            int at = head.LastIndexOf(sought);
            if (at < 0)
            {
                return 0;
            }

            if (--occurrence == 0)
            {
                return CodePoints.Count(text[..at]) + 1;
            }

            // The next one must end at least one character earlier.
            int end = at + sought.Length - 1;
            while (end > 0 && !CodePoints.IsStart(head[end]))
            {
                end--;
            }

            if (end <= 0)
            {
                return 0;
            }

            head = head[..end];
        }
    }

    /// <summary>The part of that number, from 0, between separators; false if there are not so many.</summary>
    public static bool TryPart(
        ReadOnlySpan<byte> text, scoped ReadOnlySpan<byte> separator, int index, out ReadOnlySpan<byte> part)
    {
        part = default;
        if (index < 0 || text.IsEmpty)
        {
            return false;
        }

        while (true)
        {
            int end = separator.IsEmpty ? -1 : text.IndexOf(separator);
            if (index == 0)
            {
                part = end < 0 ? text : text[..end];
                return true;
            }

            if (end < 0)
            {
                return false;
            }

            index--;
            text = text[(end + separator.Length)..];
        }
    }
}
