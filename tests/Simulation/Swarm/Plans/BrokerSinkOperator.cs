using FlinkSql.Columnar;
using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.Operators;

namespace FlinkSql.Tests.Simulation.Swarm.Plans;

/// <summary>Writes rows to the broker in a transaction per checkpoint, committed once the checkpoint is complete.</summary>
internal sealed class BrokerSinkOperator : Operator
{
    private static readonly StateTable Table = new("prepared", new Schema([new Field("name", DataTypes.String.NotNull())]), []);

    private readonly List<string> _prepared = [];
    private readonly SortedDictionary<long, string[]> _atCheckpoint = [];
    private string? _open;
    private int _count;

    public override void Process(int input, RecordBatch batch)
    {
        using RecordBatch rows = batch.WithMarks([]);
        foreach (string line in BatchText.Print(rows).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            World.Current.Broker.Write(_open!, line);
        }
    }

    public override void OnBarrier(long checkpointId, long timestamp)
    {
        Prepare();
        _atCheckpoint[checkpointId] = [.. _prepared];
        Begin();
    }

    public override void Snapshot(StateSnapshot snapshot)
    {
        var rows = new BatchBuilder(Table.Schema, snapshot.Memory);
        _prepared.ForEach(name => rows.AppendRow(RowKind.Insert, name));
        if (!rows.IsEmpty)
        {
            snapshot.Add(Table, rows.Build());
        }
    }

    public override void Restore(RestoredState state)
    {
        foreach (RecordBatch rows in state.Rows(Table.Name))
        {
            using RecordBatch owned = rows;
            for (int row = 0; row < rows.RowCount && Context.Subtask == 0; row++)
            {
                World.Current.Broker.Commit((string)rows.Column(0).GetValue(row)!);
            }
        }
    }

    public override void OnCheckpointCompleted(long checkpointId)
    {
        foreach (string name in _atCheckpoint.GetValueOrDefault(checkpointId, []))
        {
            if (_prepared.Contains(name))
            {
                World.Current.Broker.Commit(name);
                _prepared.Remove(name);
            }
        }
    }

    public override void OnEnd()
    {
        Prepare();
        _open = null;
        World.Current.Last[Context.Subtask] = [.. _prepared];
    }

    protected override void OnOpen()
    {
        World.Current.Last.Clear();
        Begin();
    }

    private void Begin()
    {
        World world = World.Current;
        _open = $"{world.Process}-{Context.Subtask}-{world.Broker.NextNumber()}-{_count++}";
        world.Broker.Begin(_open);
    }

    private void Prepare()
    {
        World.Current.Dice.At("prepare", 5);
        World.Current.Broker.Prepare(_open!);
        _prepared.Add(_open!);
    }
}
