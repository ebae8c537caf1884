using System.Globalization;
using FlinkSql.Columnar;
using FlinkSql.Runtime.Checkpoints;

namespace FlinkSql.Runtime.Exchange.InFlight;

/// <summary>
/// The tables in the state of a head operator that hold what barriers have overtaken: one of rows for each edge into the
/// task, keyed as the edge is, each batch an element; and one of the watermarks in and between them.
/// </summary>
internal static class InFlightTables
{
    /// <summary>The name of the number that says how the rows look.</summary>
    public const string Layout = "in-flight-layout";

    private const string Prefix = "in-flight-";
    private static readonly DataType s_number = DataTypes.BigInt.NotNull();

    /// <summary>Watermarks by the number of the element they are in, or are by themselves.</summary>
    public static StateTable Watermarks { get; } = new(
        Prefix + "watermarks", new Schema([new Field("element", s_number), new Field("row", s_number), new Field("time", s_number)]), []);

    /// <summary>Whether a table or number of a state belongs here.</summary>
    public static bool IsName(string name) => name.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>The table of the rows of an edge.</summary>
    public static StateTable RowsOf(InputEdge edge, Schema rows) => new(
        string.Create(CultureInfo.InvariantCulture, $"{Prefix}{edge.Number}-{edge.Input}"),
        new Schema([.. rows.Fields, new Field("_kind", s_number), new Field("_element", s_number)]),
        edge.Keys);

    /// <summary>Which input the rows of a table are for.</summary>
    public static int InputOf(string table) =>
        int.Parse(table[(table.LastIndexOf('-') + 1)..], CultureInfo.InvariantCulture);

    /// <summary>Makes the rows of a table of one element.</summary>
    public static RecordBatch Pack(StateTable table, RecordBatch rows, long element, BufferPool memory)
    {
        var packed = new BatchBuilder(table.Schema, memory);
        int[] all = [.. Enumerable.Range(0, rows.RowCount)];
        for (int column = 0; column < rows.ColumnCount; column++)
        {
            packed.Column(column).AppendRows(rows.Column(column), all);
        }

        foreach (int row in all)
        {
            packed.Fixed<long>(rows.ColumnCount).Append((long)rows.Kind(row));
            packed.Fixed<long>(rows.ColumnCount + 1).Append(element);
        }

        packed.EndRows(all.Length);
        return packed.Build();
    }

    /// <summary>Makes the rows of the table of watermarks.</summary>
    public static RecordBatch Pack(IEnumerable<(long Element, WatermarkMark Mark)> watermarks, BufferPool memory)
    {
        var packed = new BatchBuilder(Watermarks.Schema, memory);
        foreach ((long element, WatermarkMark mark) in watermarks)
        {
            packed.AppendRow(RowKind.Insert, element, (long)mark.Row, mark.Time);
        }

        return packed.Build();
    }

    /// <summary>Makes the element again of what <see cref="Pack(StateTable, RecordBatch, long, BufferPool)"/> made of it.</summary>
    public static (long Element, RecordBatch Rows) Unpack(RecordBatch packed, BufferPool memory)
    {
        int columns = packed.ColumnCount - 2;
        var rows = new BatchBuilder(new Schema(packed.Schema.Fields.Take(columns).ToEquatable()), memory);
        int[] all = [.. Enumerable.Range(0, packed.RowCount)];
        for (int column = 0; column < columns; column++)
        {
            rows.Column(column).AppendRows(packed.Column(column), all);
        }

        foreach (long kind in packed.Values<long>(columns))
        {
            rows.EndRow((RowKind)kind);
        }

        return (packed.Values<long>(columns + 1)[0], rows.Build());
    }
}
