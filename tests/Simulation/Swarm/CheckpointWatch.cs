namespace FlinkSql.Tests.Simulation.Swarm;

/// <summary>Checks over all processes of a run that the ids of checkpoints rise and never come again.</summary>
internal sealed class CheckpointWatch
{
    private long _last = -1;

    public void Given(long id)
    {
        if (id <= _last)
        {
            throw new BrokenPromiseException($"checkpoint id {id} was given out after {_last}");
        }

        _last = id;
    }
}
