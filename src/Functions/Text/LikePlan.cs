namespace FlinkSql.Functions.Text;

/// <summary>
/// A LIKE pattern without <c>_</c>, taken apart into the texts between its <c>%</c>, which are found one after the
/// other; the commonest patterns are of this kind.
/// </summary>
internal sealed class LikePlan
{
    [ThreadStatic]
    private static PatternCache<LikePlan?>? t_plans;

    private readonly byte[][] _parts;

    private LikePlan(byte[][] parts) => _parts = parts;

    /// <summary>The plan of a pattern with the default escape, or null where the pattern needs the general method.</summary>
    public static LikePlan? Find(ReadOnlySpan<byte> pattern) => (t_plans ??= new(Parse)).Get(pattern);

    public bool Matches(ReadOnlySpan<byte> text)
    {
        byte[] first = _parts[0];
        byte[] last = _parts[^1];
        if (_parts.Length == 1)
        {
            return text.SequenceEqual(first);
        }

        if (text.Length < first.Length + last.Length || !text.StartsWith(first) || !text.EndsWith(last))
        {
            return false;
        }

        text = text[first.Length..^last.Length];
        foreach (byte[] part in _parts.AsSpan(1, _parts.Length - 2))
        {
            int at = text.IndexOf(part);
            if (at < 0)
            {
                return false;
            }

            text = text[(at + part.Length)..];
        }

        return true;
    }

    private static LikePlan? Parse(string pattern)
    {
        ReadOnlySpan<byte> rest = System.Text.Encoding.UTF8.GetBytes(pattern);
        var parts = new List<byte[]>();
        var part = new List<byte>();
        for (int at = 0; at < rest.Length; at++)
        {
            if (LikePattern.IsEscape(rest, at, LikePattern.DefaultEscape))
            {
                part.Add(rest[++at]);
            }
            else if (rest[at] == '_')
            {
                return null;
            }
            else if (rest[at] == '%')
            {
                parts.Add([.. part]);
                part.Clear();
            }
            else
            {
                part.Add(rest[at]);
            }
        }

        parts.Add([.. part]);
        return new LikePlan([.. parts]);
    }
}
