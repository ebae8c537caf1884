using FlinkSql.Columnar;

namespace FlinkSql.Tests.Sql.Harness;

/// <summary>Rows of a result as text lines, and what can be compared about them.</summary>
internal static class Changelog
{
    /// <summary>One line a row, watermarks left out.</summary>
    public static IEnumerable<string> Lines(IEnumerable<RecordBatch> batches) =>
        batches.SelectMany(batch => BatchText.Print(batch).Split('\n', StringSplitOptions.RemoveEmptyEntries))
            .Where(line => !line.StartsWith("watermark", StringComparison.Ordinal));

    public static IEnumerable<string> Lines(string text) =>
        text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The lines in one fixed order, for comparing as a multiset.</summary>
    public static string Sorted(IEnumerable<string> lines) => string.Join('\n', lines.Order(StringComparer.Ordinal));

    /// <summary>
    /// What is left when every -U and -D has taken its row away. A row taken away that was not there is an error.
    /// </summary>
    public static string Folded(IEnumerable<string> lines)
    {
        var rows = new Dictionary<string, int>();
        foreach (string line in lines)
        {
            string kind = line[..2];
            string row = line[2..].Trim();
            rows[row] = rows.GetValueOrDefault(row) + (kind is "+I" or "+U" ? 1 : -1);
            if (rows[row] < 0)
            {
                throw new InvalidOperationException($"the changelog takes a row away that is not there: {row}");
            }
        }

        return Sorted(rows.SelectMany(entry => Enumerable.Repeat("+I " + entry.Key, entry.Value)));
    }
}
