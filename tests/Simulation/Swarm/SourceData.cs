using FlinkSql.Columnar;

namespace FlinkSql.Tests.Simulation.Swarm;

/// <summary>The rows of one table of a plan, split by split. They outlive every process.</summary>
internal sealed record SourceData(Schema Schema, IReadOnlyList<IReadOnlyList<object?[]>> Splits)
{
    public int Rows => Splits.Sum(split => split.Count);
}
