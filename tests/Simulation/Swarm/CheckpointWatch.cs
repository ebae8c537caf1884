namespace FlinkSql.Tests.Simulation.Swarm;

/// <summary>
/// Checks over all leaders of a run that no id of a checkpoint comes twice, that those published rise, and that after a
/// newer leader no older one publishes.
/// </summary>
internal sealed class CheckpointWatch(World world)
{
    private readonly HashSet<long> _given = [];
    private long _lastPublished = -1;
    private long _lastToken = -1;

    /// <summary>How many were published.</summary>
    public int Published { get; private set; }

    public void Began(long token, long? restored)
    {
        world.Coverage.HitIf(restored is not null, "started from a checkpoint");
        world.Note($"session {token} finds {restored}");
    }

    public void Given(long id)
    {
        if (!_given.Add(id))
        {
            throw new BrokenPromiseException($"checkpoint id {id} was given out twice");
        }
    }

    public void Publishes(long token, long id)
    {
        world.Note($"published {id} by {token}");
        Published++;
        if (token < _lastToken || id <= _lastPublished)
        {
            throw new BrokenPromiseException(
                $"checkpoint {id} of {token} was published after {_lastPublished} of {_lastToken}");
        }

        (_lastToken, _lastPublished) = (token, id);
    }
}
