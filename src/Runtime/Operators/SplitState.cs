using FlinkSql.Columnar;
using FlinkSql.Runtime.Checkpoints;

namespace FlinkSql.Runtime.Operators;

/// <summary>A split in a checkpoint: how far it was read, and its watermark.</summary>
/// <param name="Name">As the connector calls it.</param>
/// <param name="Position">Where to go on; null for a split of which nothing was read.</param>
/// <param name="Watermark">Its own watermark.</param>
/// <param name="RowsOut">Rows read from it.</param>
/// <param name="Idle">Whether it held no watermark back.</param>
/// <param name="Finished">Whether it had given its last row.</param>
internal sealed record SplitState(
    string Name, byte[]? Position, long Watermark, long RowsOut, bool Idle, bool Finished)
{
    private static readonly StateTable Table = new(
        "splits",
        new Schema(
        [
            new Field("split", DataTypes.String.NotNull()),
            new Field("position", DataTypes.Bytes),
            new Field("watermark", DataTypes.BigInt.NotNull()),
            new Field("rows", DataTypes.BigInt.NotNull()),
            new Field("idle", DataTypes.Boolean.NotNull()),
            new Field("finished", DataTypes.Boolean.NotNull()),
        ]),
        []);

    /// <summary>Adds splits to a checkpoint.</summary>
    public static void Save(IEnumerable<SplitState> splits, StateSnapshot snapshot)
    {
        var rows = new BatchBuilder(Table.Schema, snapshot.Memory);
        foreach (SplitState split in splits)
        {
            rows.AppendRow(
                RowKind.Insert, split.Name, split.Position, split.Watermark, split.RowsOut, split.Idle, split.Finished);
        }

        if (!rows.IsEmpty)
        {
            snapshot.Add(Table, rows.Build());
        }
    }

    /// <summary>The splits of all subtasks of a checkpoint, by name.</summary>
    public static IReadOnlyDictionary<string, SplitState> Load(RestoredState state)
    {
        var splits = new Dictionary<string, SplitState>(StringComparer.Ordinal);
        foreach (RecordBatch rows in state.Rows(Table.Name))
        {
            using RecordBatch owned = rows;
            for (int row = 0; row < rows.RowCount; row++)
            {
                var split = new SplitState(
                    (string)rows.Column(0).GetValue(row)!,
                    (byte[]?)rows.Column(1).GetValue(row),
                    (long)rows.Column(2).GetValue(row)!,
                    (long)rows.Column(3).GetValue(row)!,
                    (bool)rows.Column(4).GetValue(row)!,
                    (bool)rows.Column(5).GetValue(row)!);
                splits.Add(split.Name, split);
            }
        }

        return splits;
    }
}
