namespace FlinkSql.Tests.Simulation.Swarm;

/// <summary>
/// Counts situations by name. A simulation that never gets into a situation proves nothing about it, so a whole run is
/// asserted to have been in each.
/// </summary>
internal sealed class Coverage
{
    private readonly SortedDictionary<string, long> _hits = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, long> Hits => _hits;

    public void Hit(string situation) => _hits[situation] = _hits.GetValueOrDefault(situation) + 1;

    public void HitIf(bool condition, string situation)
    {
        if (condition)
        {
            Hit(situation);
        }
    }

    public void Add(Coverage other)
    {
        foreach ((string situation, long count) in other._hits)
        {
            _hits[situation] = _hits.GetValueOrDefault(situation) + count;
        }
    }
}
