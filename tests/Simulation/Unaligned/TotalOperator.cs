using FlinkSql.Columnar;
using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.Operators;

namespace FlinkSql.Tests.Simulation.Unaligned;

/// <summary>Passes rows on; sums them per key, or counts them, and hands that out at the end.</summary>
internal sealed class TotalOperator(List<(long Key, long Total)> totals, bool perKey) : Operator
{
    /// <summary>The key of what is only counted.</summary>
    public const long NoKey = -1;

    public static readonly Schema Rows = new(
        [new Field("k", DataTypes.BigInt.NotNull()), new Field("v", DataTypes.BigInt.NotNull())]);

    private static readonly StateTable Table = new("totals", Rows, [0]);

    private readonly SortedDictionary<long, long> _totals = [];
    private long _count;

    public override bool SavesState => true;

    public override void Process(int input, RecordBatch batch)
    {
        for (int row = 0; row < batch.RowCount && perKey; row++)
        {
            long key = batch.Values<long>(0)[row];
            _totals[key] = _totals.GetValueOrDefault(key) + batch.Values<long>(1)[row];
        }

        _count += batch.RowCount;
        Output.Emit(batch);
    }

    public override void Snapshot(StateSnapshot snapshot)
    {
        snapshot.Put("count", _count);
        var rows = new BatchBuilder(Rows, snapshot.Memory);
        foreach ((long key, long total) in _totals)
        {
            rows.AppendRow(RowKind.Insert, key, total);
        }

        if (!rows.IsEmpty)
        {
            snapshot.Add(Table, rows.Build());
        }
    }

    public override void Restore(RestoredState state)
    {
        _count = state.Share("count");
        foreach (RecordBatch rows in state.Rows(Table.Name))
        {
            using RecordBatch owned = rows;
            for (int row = 0; row < rows.RowCount; row++)
            {
                _totals.Add(rows.Values<long>(0)[row], rows.Values<long>(1)[row]);
            }
        }
    }

    public override void OnEnd()
    {
        if (!perKey)
        {
            totals.Add((NoKey, _count));
        }

        totals.AddRange(_totals.Select(total => (total.Key, total.Value)));
    }
}
