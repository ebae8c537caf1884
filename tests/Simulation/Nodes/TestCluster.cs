using FlinkSql.Runtime.Cluster;
using FlinkSql.Runtime.Job;
using FlinkSql.Runtime.Scheduling;
using FlinkSql.Runtime.Storage;
using FlinkSql.Runtime.Tasks;

namespace FlinkSql.Tests.Simulation.Nodes;

/// <summary>Nodes on one seeded thread: TaskManagers <c>tm-0</c>, ... and contenders for the lead <c>jm-0</c>, ...</summary>
internal sealed class TestCluster : IDisposable
{
    private readonly Dictionary<string, (NodeId Id, SimulatedNode Runtime)> _nodes = [];
    private readonly Dictionary<string, JobManagerContender> _contenders = [];
    private readonly int _slots;

    public TestCluster(long seed, int taskManagers, int slots, IFileSystem? files = null)
    {
        Runtime = new SimulatedRuntime(seed) { MaxSteps = 2_000_000 };
        Members = new LocalCluster(
            files ?? new LocalFileSystem(),
            new HeartbeatSettings { Interval = TimeSpan.FromMilliseconds(10), Timeout = TimeSpan.FromMilliseconds(50) });
        _slots = slots;
        for (int number = 0; number < taskManagers; number++)
        {
            Start($"tm-{number}");
        }
    }

    public SimulatedRuntime Runtime { get; }

    public LocalCluster Members { get; }

    /// <summary>The jobs, as they outlive the leaders.</summary>
    public MemoryJobStore Jobs { get; } = new();

    public JobManager? JobManagerOf(string name) => _contenders[name].Current;

    public NodeId IdOf(string name) => _nodes[name].Id;

    /// <summary>Begins a life of a node, the first or the next.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="watch">Replaces what it hears of the cluster.</param>
    public NodeId Start(string name, Func<ICluster, IRuntime, ICluster>? watch = null)
    {
        var id = new NodeId(name, _nodes.TryGetValue(name, out (NodeId Id, SimulatedNode Runtime) former) ? former.Id.Incarnation + 1 : 1);
        SimulatedNode runtime = Runtime.StartNode(id.ToString());
        bool works = name.StartsWith("tm-", StringComparison.Ordinal);
        Node node = Members.Join(id, runtime, works ? _slots : 0);
        node = watch is null ? node : node with { Cluster = watch(node.Cluster, runtime) };
        _nodes[name] = (id, runtime);
        if (works)
        {
            _ = new TaskExecutor(node, new TaskManager(name, _slots));
        }
        else
        {
            _contenders[name] = new JobManagerContender(node, Jobs);
        }

        return id;
    }

    /// <summary>Makes a node lead, and waits until it does.</summary>
    public JobManager Lead(string name)
    {
        Members.Elect(IdOf(name));
        Runtime.Run(() => _contenders[name].Current is not null);
        return _contenders[name].Current!;
    }

    /// <summary>Ends the life of a node; the others hear of it when <see cref="Bury"/> is called, or from silence.</summary>
    public NodeId Kill(string name)
    {
        _nodes[name].Runtime.Kill();
        return _nodes[name].Id;
    }

    /// <summary>The others hear that a node is gone.</summary>
    public void Bury(NodeId id) => Members.Leave(id);

    public void Dispose() => Runtime.Dispose();
}
