using FlinkSql.Columnar;

namespace FlinkSql.Tests.Sql.Harness;

/// <summary>Rows of a result as text lines, and what can be compared about them.</summary>
internal static class Changelog
{
    /// <summary>The line that ends a snapshot.</summary>
    public const string SnapshotEnd = "==";

    /// <summary>One line a row, watermarks left out; a line for the end of a snapshot.</summary>
    public static IEnumerable<string> Lines(IEnumerable<RecordBatch> batches) =>
        batches.SelectMany(batch => batch is { RowCount: 0, Marks.Length: 0 } ? [SnapshotEnd] : Rows(batch));

    /// <summary>What is left when every row takes the place of the one with the same first columns.</summary>
    public static string Upserted(IEnumerable<string> lines, int keys)
    {
        var rows = new Dictionary<string, string>();
        foreach (string line in lines)
        {
            string key = string.Join(' ', line.Split(' ').Skip(1).Take(keys));
            bool known = rows.Remove(key);
            if (known == line.StartsWith("+I", StringComparison.Ordinal) || line.StartsWith("-U", StringComparison.Ordinal))
            {
                throw new InvalidOperationException($"the row has a wrong kind: {line}");
            }

            if (!line.StartsWith("-D", StringComparison.Ordinal))
            {
                rows.Add(key, "+I" + line[2..]);
            }
        }

        return Sorted(rows.Values);
    }

    /// <summary>The snapshots, the lines of each in one fixed order.</summary>
    public static IReadOnlyList<string> Snapshots(IEnumerable<string> lines)
    {
        var snapshots = new List<string>();
        var open = new List<string>();
        foreach (string line in lines)
        {
            if (line != SnapshotEnd)
            {
                open.Add(line);
                continue;
            }

            snapshots.Add(Sorted(open));
            open.Clear();
        }

        return open.Count == 0 ? snapshots : throw new InvalidOperationException("the last snapshot is not ended");
    }

    private static IEnumerable<string> Rows(RecordBatch batch) =>
        BatchText.Print(batch).Split('\n', StringSplitOptions.RemoveEmptyEntries)
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
