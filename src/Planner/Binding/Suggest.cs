namespace FlinkSql.Planner.Binding;

/// <summary>Finds the name that was probably meant.</summary>
public static class Suggest
{
    /// <summary>
    /// The candidate closest to what was written: the same but for case, a few typing errors away, or with the written
    /// text as its beginning. Null when none is near.
    /// </summary>
    public static string? Closest(string written, IEnumerable<string> candidates)
    {
        string? best = null;
        int bestDistance = int.MaxValue;
        foreach (string candidate in candidates)
        {
            int distance = Distance(written, candidate);
            if (distance < bestDistance)
            {
                bestDistance = distance;
                best = candidate;
            }
        }

        return best;
    }

    /// <summary>A short list of names: all of a few, else the first and how many more.</summary>
    public static string List(IEnumerable<string> names, int most = 20)
    {
        string[] all = [.. names];
        return all.Length <= most
            ? string.Join(", ", all)
            : $"{string.Join(", ", all[..most])}, and {all.Length - most} more";
    }

    private static int Distance(string written, string candidate)
    {
        if (string.Equals(written, candidate, StringComparison.OrdinalIgnoreCase))
        {
            return 0;
        }

        int allowed = Math.Max(1, Math.Max(written.Length, candidate.Length) / 3);
        int edits = Edits(written.ToUpperInvariant(), candidate.ToUpperInvariant());
        if (edits <= allowed && edits < Math.Min(written.Length, candidate.Length))
        {
            return edits;
        }

        bool prefix = written.Length >= 2 && candidate.StartsWith(written, StringComparison.OrdinalIgnoreCase);
        return prefix ? 100 + candidate.Length - written.Length : int.MaxValue;
    }

    // Insertions, deletions, replacements and swaps of neighbours.
    private static int Edits(string left, string right)
    {
        if (Math.Abs(left.Length - right.Length) > Math.Max(left.Length, right.Length) / 3 + 1)
        {
            return int.MaxValue;
        }

        int[] beforeLast = new int[right.Length + 1];
        int[] last = new int[right.Length + 1];
        int[] current = new int[right.Length + 1];
        for (int column = 0; column <= right.Length; column++)
        {
            last[column] = column;
        }

        for (int row = 1; row <= left.Length; row++)
        {
            current[0] = row;
            for (int column = 1; column <= right.Length; column++)
            {
                int replace = last[column - 1] + (left[row - 1] == right[column - 1] ? 0 : 1);
                current[column] = Math.Min(replace, Math.Min(last[column], current[column - 1]) + 1);
                if (row > 1 && column > 1 && left[row - 1] == right[column - 2] && left[row - 2] == right[column - 1])
                {
                    current[column] = Math.Min(current[column], beforeLast[column - 2] + 1);
                }
            }

            (beforeLast, last, current) = (last, current, beforeLast);
        }

        return last[right.Length];
    }
}
