namespace FlinkSql.Functions.Text;

/// <summary>
/// LIKE: <c>%</c> stands for any text, <c>_</c> for one code point. Matched directly on the bytes, in time at most the
/// product of the two lengths.
/// </summary>
internal static class LikePattern
{
    /// <summary>The escape character where none is given; before other characters it stands for itself.</summary>
    public const byte DefaultEscape = (byte)'\\';

    public static bool Matches(ReadOnlySpan<byte> text, ReadOnlySpan<byte> pattern, byte escape)
    {
        int at = 0, in_ = 0, restart = -1, restartText = 0;
        while (at < text.Length)
        {
            if (in_ < pattern.Length)
            {
                byte expected = pattern[in_];
                int width = 1;
                bool isLiteral = IsEscape(pattern, in_, escape);
                if (isLiteral)
                {
                    expected = pattern[in_ + 1];
                    width = 2;
                }
                else if (expected == '%')
                {
                    restart = ++in_;
                    restartText = at;
                    continue;
                }
                else if (expected == '_')
                {
                    at += Math.Min(CodePoints.Width(text[at]), text.Length - at);
                    in_++;
                    continue;
                }

                if (text[at] == expected)
                {
                    at++;
                    in_ += width;
                    continue;
                }
            }

            if (restart < 0)
            {
                return false;
            }

            // The last % takes one character more, or up to where the text after it can begin.
            restartText += Math.Min(CodePoints.Width(text[restartText]), text.Length - restartText);
            if (restart < pattern.Length && pattern[restart] is not ((byte)'%' or (byte)'_') && pattern[restart] != escape)
            {
                int skip = text[restartText..].IndexOf(pattern[restart]);
                if (skip < 0)
                {
                    return false;
                }

                restartText += skip;
            }

            at = restartText;
            in_ = restart;
        }

        while (in_ < pattern.Length && pattern[in_] == '%' && pattern[in_] != escape)
        {
            in_++;
        }

        return in_ == pattern.Length;
    }

    /// <summary>Finds an escape that is not followed by a wildcard or itself.</summary>
    public static bool IsValid(ReadOnlySpan<byte> pattern, byte escape)
    {
        for (int at = 0; at < pattern.Length; at++)
        {
            if (pattern[at] == escape && !IsEscape(pattern, at++, escape))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether an escape and what it escapes stand there.</summary>
    public static bool IsEscape(ReadOnlySpan<byte> pattern, int at, byte escape) =>
        pattern[at] == escape && at + 1 < pattern.Length
            && (pattern[at + 1] is (byte)'%' or (byte)'_' || pattern[at + 1] == escape);
}
