namespace FlinkSql.Columnar;

/// <summary>State grew beyond the memory of the pool that is charged for it.</summary>
/// <param name="pool">The name of the pool.</param>
/// <param name="needed">Bytes of state there would have been.</param>
/// <param name="limit">Bytes there may be.</param>
public sealed class StateBudgetException(string pool, long needed, long limit)
    : Exception($"{needed:N0} bytes of state are more than the {limit:N0} of '{pool}'")
{
    public long Needed => needed;

    public long Limit => limit;
}
