namespace FlinkSql.Runtime.State;

/// <summary>
/// How long state is kept that nobody writes, <c>table.exec.state.ttl</c>: counted by the clock from the last write.
/// Reading does not prolong it, and from then on it is as if it had never been.
/// </summary>
/// <param name="Milliseconds">The time; zero for ever.</param>
public readonly record struct StateTtl(long Milliseconds)
{
    /// <summary>Whether state ends at all.</summary>
    public bool IsOn => Milliseconds > 0;

    /// <summary>Whether state has ended that was last written then.</summary>
    public bool Expired(long written, long now) => IsOn && now - written >= Milliseconds;
}
