using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.Cluster;
using FlinkSql.Runtime.Scheduling;
using FlinkSql.Runtime.Tasks;

namespace FlinkSql.Runtime.Job;

/// <summary>
/// One attempt of a job as its master sees it: which tasks are open on which nodes, and the ways to them. It is part of
/// the job master and runs in its mailbox.
/// </summary>
internal sealed class JobExecution
{
    private readonly Node _node;
    private readonly Mailbox _master;
    private readonly Address _self;
    private readonly SortedDictionary<string, TaskNode> _nodes = new(StringComparer.Ordinal);
    private readonly TaskNode[] _nodeOf;
    private readonly bool[] _deployed;
    private readonly bool[] _closed;
    private readonly Attempt[] _attemptOf;
    private IDisposable? _heartbeat;

    public JobExecution(
        Node node, Mailbox master, Address self, Attempt attempt, ExecutionGraph graph, Func<int, Attempt> attemptOf)
    {
        _node = node;
        _master = master;
        _self = self;
        Attempt = attempt;
        Graph = graph;
        Open = graph.Tasks.Count;
        _deployed = new bool[Open];
        _closed = new bool[Open];
        _attemptOf = [.. graph.Tasks.Select(task => attemptOf(task.Vertex))];
        _nodeOf = [.. graph.Tasks.Select(task => NodeOf(graph.NodeOf(task.Number)))];
    }

    /// <summary>The run of the job; regions that were started again have runs of their own.</summary>
    public Attempt Attempt { get; }

    public ExecutionGraph Graph { get; }

    /// <summary>Tasks that have not closed.</summary>
    public int Open { get; private set; }

    /// <summary>Whether every task has been made, so that all may start.</summary>
    public bool AllDeployed => Array.TrueForAll(_deployed, deployed => deployed);

    /// <summary>Whether a message concerns a task of this run that has not closed.</summary>
    public bool IsOpen(TaskReport report) => IsCurrent(report) && !_closed[report.Task];

    /// <summary>Whether a message is of the present run of a task, even if that has closed.</summary>
    public bool IsCurrent(TaskReport report) => report.Attempt == _attemptOf[report.Task];

    /// <summary>Whether a run is the present one of some task.</summary>
    public bool Has(Attempt attempt) => _attemptOf.Contains(attempt);

    /// <summary>The run that a task is of.</summary>
    public Attempt AttemptOf(int task) => _attemptOf[task];

    /// <summary>The number of the present run of a vertex.</summary>
    public int NumberOf(int vertex) => _attemptOf[Graph.Tasks.First(task => task.Vertex == vertex).Number].Number;

    public bool IsDeployed(int task) => _deployed[task];

    public bool IsOpen(int task) => !_closed[task];

    /// <summary>Has every task made on its node.</summary>
    public void Deploy(CompiledJob job, JobScope scope, JobSnapshot? restored, JobReadings readings)
    {
        foreach (TaskDeployment task in Graph.Tasks)
        {
            _nodeOf[task.Number].Connection.Send(
                new DeployTask(_attemptOf[task.Number], _self, task, job, scope, restored, readings));
        }

        if (_node.Heartbeats is not null)
        {
            Beat();
        }
    }

    /// <summary>Has tasks that are closed made again, in a new run.</summary>
    public void Deploy(
        Attempt attempt, IReadOnlyList<TaskDeployment> tasks, CompiledJob job, JobScope scope, JobSnapshot? restored, JobReadings readings)
    {
        foreach (TaskDeployment task in tasks)
        {
            _attemptOf[task.Number] = attempt;
            _deployed[task.Number] = false;
            _closed[task.Number] = false;
            Open++;
            _nodeOf[task.Number].Connection.Send(new DeployTask(attempt, _self, task, job, scope, restored, readings));
        }
    }

    public void OnDeployed(int task) => _deployed[task] = true;

    public void OnClosed(int task)
    {
        _closed[task] = true;
        Open--;
    }

    /// <summary>Sends a command to a task by way of its node.</summary>
    public void Send(TaskCommand command) => _nodeOf[command.Task].Connection.Send(command);

    /// <summary>The same to every task that has not closed.</summary>
    public void SendAll(Func<int, TaskCommand> command)
    {
        for (int task = 0; task < _closed.Length; task++)
        {
            if (!_closed[task])
            {
                Send(command(task));
            }
        }
    }

    /// <summary>Closes what is open, and lets the nodes forget this run.</summary>
    public void Cancel()
    {
        foreach (Attempt attempt in _attemptOf.Distinct())
        {
            Cancel(attempt);
        }
    }

    /// <summary>Closes what is open of a run.</summary>
    public void Cancel(Attempt attempt)
    {
        foreach (TaskNode node in _nodes.Values)
        {
            node.Connection.Send(new CancelAttempt(attempt));
        }
    }

    /// <summary>The run is over: nobody is asked for a sign of life any more.</summary>
    public void Stop()
    {
        _heartbeat?.Dispose();
        Cancel();
        foreach (TaskNode node in _nodes.Values)
        {
            node.Connection.Dispose();
        }
    }

    public void OnHeartbeat(NodeId node)
    {
        if (_nodes.TryGetValue(node.ToString(), out TaskNode? known))
        {
            known.Heard = _node.Runtime.Clock.GetTimestamp();
        }
    }

    /// <summary>The interval is over: asks all nodes again, and answers those that have been silent for too long.</summary>
    public IReadOnlyList<NodeId> OnHeartbeatDue()
    {
        HeartbeatSettings settings = _node.Heartbeats!;
        NodeId[] silent =
        [
            .. _nodes.Values
                .Where(node => !node.Lost && _node.Runtime.Clock.GetElapsedTime(node.Heard) >= settings.Timeout)
                .Select(node => node.Id),
        ];
        Beat();
        return silent;
    }

    /// <summary>The nodes of this run that a view of the cluster does not have any more.</summary>
    public IReadOnlyList<NodeId> Missing(ClusterView view) =>
        [.. _nodes.Values.Where(node => !node.Lost && !view.Has(node.Id)).Select(node => node.Id)];

    /// <summary>A node is given up: its tasks count as closed, whatever they may still do. False if it is no news.</summary>
    public bool Lose(NodeId id)
    {
        if (!_nodes.TryGetValue(id.ToString(), out TaskNode? node) || node.Lost)
        {
            return false;
        }

        node.Lost = true;
        for (int task = 0; task < _closed.Length; task++)
        {
            if (!_closed[task] && _nodeOf[task] == node)
            {
                OnClosed(task);
            }
        }

        return true;
    }

    private void Beat()
    {
        foreach (TaskNode node in _nodes.Values)
        {
            foreach (Attempt attempt in AttemptsOn(node))
            {
                node.Connection.Send(new Heartbeat(attempt));
            }
        }

        _heartbeat = _node.Runtime.After(_node.Heartbeats!.Interval, _master, new HeartbeatDue(Attempt));
    }

    private IEnumerable<Attempt> AttemptsOn(TaskNode node) =>
        _attemptOf.Where((_, task) => _nodeOf[task] == node).Distinct();

    private TaskNode NodeOf(NodeId id)
    {
        if (!_nodes.TryGetValue(id.ToString(), out TaskNode? node))
        {
            node = new TaskNode(
                id,
                _node.Transport.Connect(new Address(id, TaskExecutor.ActorName), _master),
                _node.Runtime.Clock.GetTimestamp());
            _nodes.Add(id.ToString(), node);
        }

        return node;
    }

    private sealed class TaskNode(NodeId id, IConnection connection, long heard)
    {
        public NodeId Id => id;

        public IConnection Connection => connection;

        public long Heard { get; set; } = heard;

        public bool Lost { get; set; }
    }
}
