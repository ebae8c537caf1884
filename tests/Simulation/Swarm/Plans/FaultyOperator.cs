using FlinkSql.Columnar;
using FlinkSql.Runtime.Operators;

namespace FlinkSql.Tests.Simulation.Swarm.Plans;

/// <summary>Passes everything on, and fails now and then.</summary>
internal sealed class FaultyOperator(string place) : Operator
{
    public override void Process(int input, RecordBatch batch)
    {
        World.Current.Dice.At(place);
        Output.Emit(batch);
    }

    public override bool SavesState => true;

    public override void OnBarrier(long checkpointId, long timestamp) => World.Current.Dice.At("barrier", 5);
}
