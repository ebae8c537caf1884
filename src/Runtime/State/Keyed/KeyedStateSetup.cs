using FlinkSql.Columnar;
using FlinkSql.Runtime.Operators;

namespace FlinkSql.Runtime.State.Keyed;

/// <summary>What the state of an operator is made with.</summary>
/// <param name="Key">The columns of its keys.</param>
/// <param name="SpreadBy">Those of them by which rows are spread over the subtasks, in the order of the exchange.</param>
/// <param name="Clock">The clock of the runtime.</param>
/// <param name="Memory">The memory of the slot.</param>
/// <param name="Metrics">The counters of the operator.</param>
public sealed record KeyedStateSetup(
    Schema Key, EquatableArray<int> SpreadBy, TimeProvider Clock, BufferPool Memory, OperatorMetrics Metrics)
{
    /// <summary>Milliseconds since 1970-01-01T00:00Z by <see cref="Clock"/>.</summary>
    public long Now => Clock.GetUtcNow().ToUnixTimeMilliseconds();
}
