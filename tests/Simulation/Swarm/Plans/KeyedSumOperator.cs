using FlinkSql.Columnar;
using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.Operators;

namespace FlinkSql.Tests.Simulation.Swarm.Plans;

/// <summary>Passes rows on and sums them per key; at the end it sends the sums.</summary>
internal sealed class KeyedSumOperator : Operator
{
    private static readonly StateTable Table = new("sums", KeyedSumPlan.Rows, [0]);

    private readonly SortedDictionary<long, long> _sums = [];

    public override void Process(int input, RecordBatch batch)
    {
        World.Current.Dice.At("map");
        for (int row = 0; row < batch.RowCount; row++)
        {
            long key = batch.Values<long>(0)[row];
            _sums[key] = _sums.GetValueOrDefault(key) + batch.Values<long>(1)[row];
        }

        Output.Emit(batch);
    }

    public override bool SavesState => true;

    public override void Snapshot(StateSnapshot snapshot)
    {
        World.Current.Dice.At("snapshot", 5);
        SortedDictionary<long, long> sums = World.Current.Bugs.Contains(WorldBug.SnapshotByReference) ? _sums : new(_sums);
        snapshot.Defer(Table, memory =>
        {
            var rows = new BatchBuilder(Table.Schema, memory);
            foreach ((long key, long total) in sums)
            {
                rows.AppendRow(RowKind.Insert, key, total);
            }

            return rows.IsEmpty ? [] : [rows.Build()];
        });
    }

    public override void Restore(RestoredState state)
    {
        World.Current.Dice.At("restore", 5);
        foreach (RecordBatch rows in state.Rows(Table.Name))
        {
            using RecordBatch owned = rows;
            for (int row = 0; row < rows.RowCount; row++)
            {
                long key = rows.Values<long>(0)[row];
                if (!_sums.TryAdd(key, rows.Values<long>(1)[row]))
                {
                    throw new BrokenPromiseException($"key {key} was restored twice");
                }
            }
        }
    }

    public override void OnEnd()
    {
        var rows = new BatchBuilder(Table.Schema, Context.Memory);
        foreach ((long key, long total) in _sums)
        {
            rows.AppendRow(RowKind.Insert, key, total);
        }

        // What was sent is not there for a run that goes on from here.
        _sums.Clear();
        if (!rows.IsEmpty)
        {
            Output.Emit(rows.Build());
        }
    }

    public override void Close() => World.Current.Dice.At("close", 5);
}
