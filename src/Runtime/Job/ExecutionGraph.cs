using FlinkSql.Columnar;
using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.Connect;
using FlinkSql.Runtime.Exchange;
using FlinkSql.Runtime.Late;
using FlinkSql.Runtime.Operators;
using FlinkSql.Runtime.Scheduling;
using FlinkSql.Runtime.Tasks;

namespace FlinkSql.Runtime.Job;

/// <summary>The vertices of a job times their parallelism: the tasks of one attempt, connected by channels.</summary>
internal sealed class ExecutionGraph
{
    private readonly List<StreamTask> _tasks = [];
    private readonly StreamTask[][] _subtasks;
    private readonly List<Connection> _connections = [];

    /// <summary>Makes the tasks and their operators, and connects them. Nothing runs yet.</summary>
    public ExecutionGraph(
        CompiledJob job, SlotAllocation slots, Attempt attempt, IRuntime runtime, Mailbox master, JobLateRows lateRows,
        BufferPool snapshotMemory, JobScope scope, JobSnapshot? restored)
    {
        Job = job;
        _subtasks = new StreamTask[job.Vertices.Count][];
        try
        {
            foreach (CompiledVertex vertex in job.Vertices)
            {
                _subtasks[vertex.Id] = new StreamTask[vertex.Parallelism];
                for (int subtask = 0; subtask < vertex.Parallelism; subtask++)
                {
                    var place = new TaskPlace(
                        runtime, master, attempt, _tasks.Count, vertex, subtask, job.Settings,
                        slots.Memory(vertex.SlotSharingGroup, subtask), lateRows, snapshotMemory, scope);
                    var task = new StreamTask(place);
                    _tasks.Add(task);
                    _subtasks[vertex.Id][subtask] = task;
                }
            }

            foreach (CompiledEdge edge in job.Edges)
            {
                Connect(edge);
            }

            FinishVacant(AssignSplits(restored));
        }
        catch
        {
            foreach (StreamTask task in _tasks)
            {
                task.Abandon();
            }

            throw;
        }
    }

    public CompiledJob Job { get; }

    public IReadOnlyList<StreamTask> Tasks => _tasks;

    public IEnumerable<StreamTask> Sources => _tasks.Where(task => task.Gate.IsSource);

    /// <summary>The sinks of the job.</summary>
    public IEnumerable<CommitTarget> Sinks =>
        from subtasks in _subtasks
        from position in Enumerable.Range(0, subtasks[0].Hosts.Count)
        let host = subtasks[0].Hosts[position]
        where host.Instance is SinkOperator
        select new CommitTarget(
            subtasks[0].Uid(position), host.Metrics.OperatorName, ((SinkOperator)host.Instance).Sink);

    private void Connect(CompiledEdge edge)
    {
        StreamTask[] senders = _subtasks[edge.FromVertex];
        StreamTask[] receivers = _subtasks[edge.ToVertex];
        if (edge.Partitioning == Partitioning.Forward && senders.Length != receivers.Length)
        {
            throw new InvalidOperationException(
                $"runtime: a forward edge joins {senders.Length} subtasks to {receivers.Length}");
        }

        for (int sender = 0; sender < senders.Length; sender++)
        {
            StreamTask[] targets = edge.Partitioning == Partitioning.Forward ? [receivers[sender]] : receivers;
            int number = sender;
            (OutputChannel[] channels, int first) = senders[sender].AddExchange(
                edge.FromOperator,
                targets.Length,
                (buffers, armTimer) => Exchange(edge, number, buffers, armTimer));
            for (int target = 0; target < targets.Length; target++)
            {
                StreamTask receiver = targets[target];
                int arrival = receiver.Gate.AddChannel(
                    edge.ToInput,
                    senders[sender].Mailbox,
                    first + target,
                    new ChannelOrigin(edge.FromVertex, edge.FromOperator, sender));
                channels[target].Connect(receiver.Mailbox, arrival);
                _connections.Add(new Connection(senders[sender], receiver, arrival));
            }
        }
    }

    /// <summary>Deals the splits of each source out to its subtasks; answers those that get none.</summary>
    private Queue<StreamTask> AssignSplits(JobSnapshot? restored)
    {
        var vacant = new Queue<StreamTask>();
        foreach (StreamTask[] subtasks in _subtasks)
        {
            if (subtasks[0].Hosts[0].Instance is SourceOperator first)
            {
                IReadOnlyList<ISplit> splits = [];
                subtasks[0].Hosts[0].Call(() => splits = first.Source.Splits());
                IReadOnlyDictionary<string, SplitState> states = ReadSoFar(subtasks[0], splits, restored);
                for (int subtask = 0; subtask < subtasks.Length; subtask++)
                {
                    var source = (SourceOperator)subtasks[subtask].Hosts[0].Instance;
                    if (!source.AssignSplits(splits, subtask, subtasks.Length, states))
                    {
                        vacant.Enqueue(subtasks[subtask]);
                    }

                    subtasks[subtask].Hosts[0].Metrics.Splits = source.Splits;
                }
            }
        }

        return vacant;
    }

    private static IReadOnlyDictionary<string, SplitState> ReadSoFar(
        StreamTask source, IReadOnlyList<ISplit> splits, JobSnapshot? restored)
    {
        if (restored?.For(source.Uid(0), 0, 1, BufferPool.Shared) is not { } state)
        {
            return new Dictionary<string, SplitState>();
        }

        IReadOnlyDictionary<string, SplitState> states = SplitState.Load(state);
        string? gone = states.Values.Where(split => !split.Finished).Select(split => split.Name)
            .Except(splits.Select(split => split.Name)).FirstOrDefault();
        return gone is null ? states : throw new RuntimeException(
            "FLS6102", $"{gone} was being read at checkpoint {restored.Id}, and is not there any more", null);
    }

    /// <summary>
    /// A task that will never send a row counts as finished from the start. Otherwise the watermark would wait for it
    /// to end, and which rows are late would depend on how soon that is.
    /// </summary>
    private void FinishVacant(Queue<StreamTask> vacant)
    {
        ILookup<StreamTask, Connection> outgoing = _connections.ToLookup(connection => connection.Sender);
        Dictionary<StreamTask, int> open = _connections
            .GroupBy(connection => connection.Receiver)
            .ToDictionary(group => group.Key, group => group.Count());
        while (vacant.TryDequeue(out StreamTask? task))
        {
            foreach (Connection connection in outgoing[task])
            {
                connection.Receiver.Gate.Valve.Finish(connection.Channel);
                if (--open[connection.Receiver] == 0)
                {
                    vacant.Enqueue(connection.Receiver);
                }
            }
        }
    }

    private ExchangeOutput Exchange(
        CompiledEdge edge, int sender, OutputBuffer[] targets, Action<TimeSpan> armTimer)
    {
        TimeSpan timeout = Job.Settings.BufferTimeout;
        if (targets.Length == 1 || edge.Partitioning is Partitioning.Forward or Partitioning.Broadcast)
        {
            return new DirectExchange(targets, timeout, armTimer);
        }

        return edge.Partitioning switch
        {
            Partitioning.Hash => new HashExchange(
                targets, edge.KeyColumns, Job.Settings.MaxParallelism, timeout, armTimer),
            Partitioning.Global => new TurnExchange(targets, 0, alwaysFirst: true, timeout, armTimer),
            _ => new TurnExchange(targets, sender, alwaysFirst: false, timeout, armTimer),
        };
    }

    private sealed record Connection(StreamTask Sender, StreamTask Receiver, int Channel);
}
