using FlinkSql.Runtime.Scheduling;
using FlinkSql.Tests.Simulation.Cluster;

namespace FlinkSql.Tests.Simulation.Swarm;

/// <summary>
/// Lets nodes lose sight of each other every now and then: a way is cut in one direction, a node that is well is thought
/// to be gone, another leader is chosen while the former one does not know.
/// </summary>
internal sealed class Chaos
{
    private readonly World _world;
    private readonly Nodes _nodes;
    private readonly SimulatedRuntime _runtime;
    private readonly SeededRandom _random;

    public Chaos(World world, Nodes nodes, SimulatedRuntime runtime)
    {
        _world = world;
        _nodes = nodes;
        _runtime = runtime;
        _random = new SeededRandom(world.Seed, "chaos");
        if (world.Options.ChaosEvery > TimeSpan.Zero)
        {
            Later();
        }
    }

    public bool Off { get; private set; }

    /// <summary>Nothing is wrong any more.</summary>
    public void Stop()
    {
        Off = true;
        _nodes.Network.Heal();
        _nodes.Network.Options = new NetworkOptions();
        _nodes.Members.Options = new MembershipOptions();
    }

    private void Later() => _runtime.Time.Schedule(
        TimeSpan.FromMicroseconds(_random.Next((int)_world.Options.ChaosEvery.TotalMicroseconds) + 1),
        () =>
        {
            if (!Off)
            {
                Act();
                Later();
            }
        });

    private void Act()
    {
        string[] alive = [.. _nodes.Alive];
        switch (alive.Length == 0 ? -1 : _random.Next(4))
        {
            case 0:
                Cut(alive);
                break;
            case 1:
                _nodes.Network.Heal();
                break;
            case 2:
                _world.Coverage.Hit("a node that is well is thought to be gone");
                _nodes.Members.Flap(alive[_random.Next(alive.Length)], TimeSpan.FromMicroseconds(_random.Next(5000)));
                break;
            case 3:
                _world.Coverage.HitIf(_nodes.Leader is not null, "another leader is chosen though there is one");
                ElectOther();
                break;
        }
    }

    /// <summary>
    /// Chooses another leader. Now and then it does not reach the TaskManagers, and the former one, who reaches them, does
    /// not hear of it: both go on with the job.
    /// </summary>
    private void ElectOther()
    {
        if (!_random.OneIn(2))
        {
            _nodes.Members.ElectOther();
            return;
        }

        _nodes.Members.ElectOther(TimeSpan.FromMicroseconds(_random.Next(5000)));
        if (_nodes.LeaderLife is { } leader)
        {
            foreach (string node in _nodes.Alive.Where(node => node.StartsWith("tm-", StringComparison.Ordinal)))
            {
                _nodes.Network.Cut(leader.Id.Name, node);
            }
        }
    }

    private void Cut(string[] alive)
    {
        string from = alive[_random.Next(alive.Length)];
        string to = alive[_random.Next(alive.Length)];
        if (from != to)
        {
            _world.Coverage.Hit("a way is cut in one direction");
            _nodes.Network.Cut(from, to);
        }
    }
}
