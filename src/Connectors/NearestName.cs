namespace FlinkSql.Connectors;

/// <summary>Finds the names that someone may have meant.</summary>
internal static class NearestName
{
    /// <summary>"did you mean ..." where a name is near, and the names there are.</summary>
    public static string Hint(string given, IReadOnlyCollection<string> names, string what)
    {
        string? nearest = Find(given, names);
        string meant = nearest is null ? "" : $"did you mean \"{nearest}\"? ";
        return names.Count == 0 ? $"there are no {what}" : $"{meant}{what}: {string.Join(", ", names)}";
    }

    /// <summary>The nearest name, or null if none is near enough to be meant.</summary>
    public static string? Find(string given, IEnumerable<string> names) =>
        FindAll(given, names).FirstOrDefault();

    /// <summary>The names near enough to be meant, nearest first.</summary>
    public static IEnumerable<string> FindAll(string given, IEnumerable<string> names)
    {
        int limit = Math.Max(1, given.Length / 3);
        return names
            .Select(name => (Name: name, Distance: Distance(given.ToLowerInvariant(), name.ToLowerInvariant())))
            .Where(entry => entry.Distance <= limit)
            .OrderBy(entry => entry.Distance)
            .ThenBy(entry => entry.Name, StringComparer.Ordinal)
            .Select(entry => entry.Name);
    }

    /// <summary>Letters to insert, drop, change or swap with a neighbour to make one name of the other.</summary>
    private static int Distance(string from, string to)
    {
        int[,] cost = new int[from.Length + 1, to.Length + 1];
        for (int row = 0; row <= from.Length; row++)
        {
            for (int column = 0; column <= to.Length; column++)
            {
                if (row == 0 || column == 0)
                {
                    cost[row, column] = row + column;
                    continue;
                }

                int change = from[row - 1] == to[column - 1] ? 0 : 1;
                int best = Math.Min(
                    cost[row - 1, column - 1] + change,
                    Math.Min(cost[row - 1, column], cost[row, column - 1]) + 1);
                bool swapped = row > 1 && column > 1 && from[row - 1] == to[column - 2] && from[row - 2] == to[column - 1];
                cost[row, column] = swapped ? Math.Min(best, cost[row - 2, column - 2] + 1) : best;
            }
        }

        return cost[from.Length, to.Length];
    }
}
