using FlinkSql.Runtime.State.Keyed;

namespace FlinkSql.Tests.Unit.Runtime.State.Keyed;

/// <summary>The backend in memory.</summary>
public sealed class MemoryKeyedStateTests : KeyedStateConformance
{
    public override IKeyedState Create(KeyedStateSetup setup) => new MemoryKeyedState(setup);
}
