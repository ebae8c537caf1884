using FlinkSql.Engine;

namespace FlinkSql.Cli.Output;

/// <summary>Prints the small tables of SHOW, DESCRIBE and SET.</summary>
internal static class TextTable
{
    public static void Write(TextWriter output, TableOutcome table)
    {
        int[] widths = [.. table.Columns.Select((name, column) =>
            table.Rows.Select(row => row[column]?.Length ?? 0).Append(name.Length).Max())];
        WriteLine(output, table.Columns, widths);
        foreach (IReadOnlyList<string?> row in table.Rows)
        {
            WriteLine(output, row, widths);
        }

        output.WriteLine($"{table.Rows.Count} row{(table.Rows.Count == 1 ? "" : "s")}");
    }

    private static void WriteLine(TextWriter output, IReadOnlyList<string?> cells, int[] widths) =>
        output.WriteLine(string.Concat(cells.Select((cell, column) => $" {(cell ?? "").PadRight(widths[column])}")).TrimEnd());
}
