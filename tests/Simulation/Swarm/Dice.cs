using FlinkSql.Runtime.Scheduling;

namespace FlinkSql.Tests.Simulation.Swarm;

/// <summary>Decides where tasks fail: a number of times in a run, each at a place with a name.</summary>
internal sealed class Dice(long seed, int failures, int oneIn, Coverage coverage)
{
    private readonly SeededRandom _random = new(seed, "task-failures");
    private int _left = failures;

    /// <summary>Failures so far.</summary>
    public int Thrown { get; private set; }

    public bool Off { get; set; }

    /// <summary>Maybe fails here. Places that are passed rarely fail more often.</summary>
    public void At(string place, int times = 1)
    {
        if (!Off && _left > 0 && _random.OneIn(Math.Max(2, oneIn / times)))
        {
            _left--;
            Thrown++;
            coverage.Hit($"task failure: {place}");
            throw new InjectedFailureException(place);
        }
    }
}
