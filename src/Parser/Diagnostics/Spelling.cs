namespace FlinkSql.Parser.Diagnostics;

/// <summary>Finds the word that was meant: the fewest letters changed, added, dropped or swapped with their neighbour.</summary>
public static class Spelling
{
    /// <summary>The candidate closest to a word if it is close enough, else null. Case does not count.</summary>
    public static string? Closest(string word, IEnumerable<string> candidates)
    {
        string? closest = null;
        int best = Allowed(word.Length) + 1;
        foreach (string candidate in candidates)
        {
            if (Math.Abs(candidate.Length - word.Length) >= best) continue;
            int distance = Distance(word, candidate);
            if (distance >= best) continue;
            best = distance;
            closest = candidate;
        }
        return closest;
    }

    /// <summary>How many mistakes a word of this length may hold.</summary>
    public static int Allowed(int length) => length switch { <= 2 => 0, <= 4 => 1, <= 8 => 2, _ => 3 };

    /// <summary>The number of letters changed, added, dropped or swapped, regardless of case.</summary>
    public static int Distance(string from, string to)
    {
        if (from.Length > 64 || to.Length > 64) return int.MaxValue;
        int width = to.Length + 1;
        Span<int> beforeLast = stackalloc int[width];
        Span<int> last = stackalloc int[width];
        Span<int> current = stackalloc int[width];
        for (int column = 0; column < width; column++) last[column] = column;
        for (int row = 1; row <= from.Length; row++)
        {
            current[0] = row;
            char letter = char.ToUpperInvariant(from[row - 1]);
            for (int column = 1; column < width; column++)
            {
                char other = char.ToUpperInvariant(to[column - 1]);
                int changed = last[column - 1] + (letter == other ? 0 : 1);
                int distance = Math.Min(changed, Math.Min(last[column], current[column - 1]) + 1);
                bool swapped = row > 1 && column > 1
                    && letter == char.ToUpperInvariant(to[column - 2]) && char.ToUpperInvariant(from[row - 2]) == other;
                current[column] = swapped ? Math.Min(distance, beforeLast[column - 2] + 1) : distance;
            }
            Span<int> oldest = beforeLast;
            beforeLast = last;
            last = current;
            current = oldest;
        }
        return last[^1];
    }
}
