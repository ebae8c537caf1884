using System.Text;
using FlinkSql.Columnar;

namespace FlinkSql.Cli.Output;

/// <summary>
/// A table for people: names, types, then rows; numbers on the right. Widths come from the rows at hand when the first
/// are printed; a wider value later keeps its place in the order and is never cut.
/// </summary>
internal sealed class TableauWriter(TextWriter output, Schema schema, bool showKinds, TimeZoneInfo zone) : IResultWriter
{
    private const int RowsBeforeHeader = 500;
    private const int WidestColumn = 40;

    private readonly List<string[]> _held = [];
    private int[]? _widths;

    public void Write(RecordBatch batch)
    {
        for (int row = 0; row < batch.RowCount; row++)
        {
            string[] cells = Cells(batch, row);
            if (_widths is not null)
            {
                Print(cells);
                continue;
            }

            _held.Add(cells);
            if (_held.Count == RowsBeforeHeader)
            {
                Flush();
            }
        }
    }

    public void Flush()
    {
        if (_widths is null)
        {
            PrintHeader();
        }

        foreach (string[] cells in _held)
        {
            Print(cells);
        }

        _held.Clear();
        output.Flush();
    }

    private string[] Cells(RecordBatch batch, int row)
    {
        int first = showKinds ? 1 : 0;
        var cells = new string[schema.Count + first];
        if (showKinds)
        {
            cells[0] = batch.Kind(row).ToShortString();
        }

        for (int column = 0; column < schema.Count; column++)
        {
            cells[first + column] = Cell.Text(batch.Column(column).GetValue(row), schema[column].Type, zone);
        }

        return cells;
    }

    private void PrintHeader()
    {
        List<string> names = [.. schema.Fields.Select(field => field.Name)];
        List<string> types = [.. schema.Fields.Select(field => field.Type.Name)];
        if (showKinds)
        {
            names.Insert(0, "op");
            types.Insert(0, "");
        }

        _widths = new int[names.Count];
        for (int column = 0; column < names.Count; column++)
        {
            int widest = Math.Max(names[column].Length, types[column].Length);
            foreach (string[] cells in _held)
            {
                widest = Math.Max(widest, Math.Min(WidestColumn, cells[column].Length));
            }

            _widths[column] = widest;
        }

        Print([.. names]);
        Print([.. types]);
    }

    private void Print(string[] cells)
    {
        var line = new StringBuilder();
        for (int column = 0; column < cells.Length; column++)
        {
            int field = showKinds ? column - 1 : column;
            bool right = field >= 0 && schema[field].Type.IsNumeric();
            line.Append(' ');
            line.Append(right ? cells[column].PadLeft(_widths![column]) : cells[column].PadRight(_widths![column]));
        }

        output.WriteLine(line.ToString().TrimEnd());
    }
}
