namespace FlinkSql.Tests.Simulation.Swarm;

/// <summary>
/// Checks over all leaders of a run that no id of a checkpoint comes twice, that those published rise, and that nobody
/// publishes once a newer leader has begun.
/// </summary>
internal sealed class CheckpointWatch(World world)
{
    private readonly HashSet<long> _given = [];
    private long _lastPublished = -1;
    private long _newest = -1;

    /// <summary>How many were published.</summary>
    public int Published { get; private set; }

    public void Begins(long token) => _newest = Math.Max(_newest, token);

    public void Finds(long token, long? restored)
    {
        world.Coverage.HitIf(restored is not null, "started from a checkpoint");
        world.Note($"session {token} finds {restored}");
    }

    public void Given(long id)
    {
        if (!_given.Add(id) && !world.Bugs.Contains(WorldBug.IdsNotWatched))
        {
            throw new BrokenPromiseException($"checkpoint id {id} was given out twice");
        }
    }

    public void Publishes(long token, long id)
    {
        world.Note($"published {id} by {token}");
        Published++;
        if (token < _newest)
        {
            throw new BrokenPromiseException($"checkpoint {id} was published by {token} though {_newest} had begun");
        }

        if (id <= _lastPublished && !world.Bugs.Contains(WorldBug.IdsNotWatched))
        {
            throw new BrokenPromiseException($"checkpoint {id} was published after {_lastPublished}");
        }

        _lastPublished = id;
    }
}
