using FlinkSql.Runtime.Cluster;
using FlinkSql.Runtime.Job;
using FlinkSql.Runtime.Scheduling;
using FlinkSql.Runtime.Tasks;
using FlinkSql.Tests.Simulation.Cluster;
using FlinkSql.Tests.Simulation.Disk;

namespace FlinkSql.Tests.Simulation.Swarm;

/// <summary>
/// The nodes of a run: TaskManagers <c>tm-0</c>, ... and contenders for the lead <c>jm-0</c>, ... They die one by one or
/// all at once, and are started again after a while.
/// </summary>
internal sealed class Nodes
{
    private static readonly HeartbeatSettings s_heartbeats = new()
    {
        Interval = TimeSpan.FromMilliseconds(1),
        Timeout = TimeSpan.FromMilliseconds(6),
    };

    private readonly World _world;
    private readonly SimulatedRuntime _runtime;
    private readonly SimulatedCluster _members;
    private readonly SeededRandom _random;
    private readonly SortedDictionary<string, NodeLife> _lives = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _incarnations = [];

    public Nodes(World world, SimulatedRuntime runtime)
    {
        _world = world;
        _runtime = runtime;
        _random = new SeededRandom(world.Seed, "nodes");
        Network = new SimulatedNetwork(runtime, world.Options.Network);
        _members = new SimulatedCluster(runtime, world.Options.Membership);
    }

    public SimulatedNetwork Network { get; }

    public SimulatedCluster Members => _members;

    /// <summary>The jobs that outlive a leader; not all nodes at once.</summary>
    public MemoryJobStore Jobs { get; private set; } = new();

    /// <summary>Those that are alive.</summary>
    public IEnumerable<string> Alive => _lives.Keys;

    public bool AllAlive => _lives.Count == _world.Options.TaskManagers + _world.Options.Contenders;

    /// <summary>The newest leader; null while there is none, or it does not know yet that it is.</summary>
    public JobManager? Leader => _members.Leader is { } leader && _lives.TryGetValue(leader.Node.Name, out NodeLife? life)
        && life.Id == leader.Node && life.Contender!.Current is { } current && current.Token == leader.Token ? current : null;

    /// <summary>The node that was elected last, if it is alive.</summary>
    public NodeLife? LeaderLife => _members.Leader is { } leader ? _lives.GetValueOrDefault(leader.Node.Name) : null;

    public void StartAll()
    {
        Jobs = new MemoryJobStore();
        for (int number = 0; number < _world.Options.Contenders; number++)
        {
            StartLater($"jm-{number}");
        }

        for (int number = 0; number < _world.Options.TaskManagers; number++)
        {
            StartLater($"tm-{number}");
        }
    }

    /// <summary>Ends the life of a node, and begins the next one a little later.</summary>
    public void Kill(string name)
    {
        if (_lives.Remove(name, out NodeLife? life))
        {
            _world.Note($"kill {life.Id}");
            life.Kill();
            _members.Died(life.Id);
            StartLater(name);
        }
    }

    /// <summary>All nodes die at the same moment.</summary>
    public void KillAll()
    {
        _world.Note("kill all");
        foreach (NodeLife life in _lives.Values)
        {
            life.Kill();
            _members.Died(life.Id);
        }

        _lives.Clear();
        StartAll();
    }

    private void StartLater(string name)
    {
        long incarnation = _incarnations[name] = _incarnations.GetValueOrDefault(name) + 1;
        _runtime.Time.Schedule(TimeSpan.FromMicroseconds(_random.Next(_world.Options.RestartMicroseconds) + 1), () =>
        {
            if (_incarnations[name] == incarnation)
            {
                Start(new NodeId(name, incarnation));
            }
        });
    }

    private void Start(NodeId id)
    {
        _world.Note($"start {id}");
        bool works = id.Name.StartsWith("tm-", StringComparison.Ordinal);
        SimulatedNode runtime = _runtime.StartNode(id.ToString());
        SimulatedFileSystem files = _world.Disk.Mount(id.ToString());
        var member = new Member(id, works ? _world.Options.Slots : 0);
        var node = new Node(id, runtime, Network.Transport(id, runtime), _members.Join(member, runtime), files)
        {
            Heartbeats = s_heartbeats,
        };
        JobManagerContender? contender = null;
        if (works)
        {
            _ = new TaskExecutor(node, new TaskManager(id.Name, _world.Options.Slots));
        }
        else
        {
            contender = new JobManagerContender(node, Jobs);
        }

        _lives[id.Name] = new NodeLife(id, runtime, files, contender);
    }
}
