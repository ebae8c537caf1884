using FlinkSql.Runtime.Connect;
using FlinkSql.Runtime.Exchange;
using FlinkSql.Runtime.Operators;
using FlinkSql.Runtime.Scheduling;
using FlinkSql.Runtime.Tasks;

namespace FlinkSql.Runtime.Job;

/// <summary>The vertices of a job times their parallelism: the tasks of one attempt, connected by channels.</summary>
internal sealed class ExecutionGraph
{
    private readonly List<StreamTask> _tasks = [];
    private readonly StreamTask[][] _subtasks;
    private readonly List<(StreamTask Sender, StreamTask Receiver, int Arrival)> _channels = [];

    /// <summary>Makes the tasks and their operators, and connects them. Nothing runs yet.</summary>
    public ExecutionGraph(
        CompiledJob job, SlotAllocation slots, Attempt attempt, IRuntime runtime, Mailbox master)
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
                        slots.Memory(vertex.SlotSharingGroup, subtask));
                    var task = new StreamTask(place);
                    _tasks.Add(task);
                    _subtasks[vertex.Id][subtask] = task;
                }
            }

            foreach (CompiledEdge edge in job.Edges)
            {
                Connect(edge);
            }

            ShareSplits();
            ReleaseSilentChannels();
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

    /// <summary>One operator of each sink of the job.</summary>
    public IEnumerable<OperatorHost> SinkHosts => _tasks
        .SelectMany(task => task.Hosts)
        .Where(host => host.Instance is SinkOperator)
        .DistinctBy(host => ((SinkOperator)host.Instance).Sink);

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
                int arrival = receiver.Gate.AddChannel(edge.ToInput, senders[sender].Mailbox, first + target);
                channels[target].Connect(receiver.Mailbox, arrival);
                _channels.Add((senders[sender], receiver, arrival));
            }
        }
    }

    /// <summary>
    /// A subtask without a split, and one fed by none but such, never sends a row. It holds no watermark back from the
    /// start: were it waited for until it has said that it ended, rows could be on time that are late at parallelism 1.
    /// </summary>
    private void ReleaseSilentChannels()
    {
        HashSet<StreamTask> silent =
            [.. _tasks.Where(task => task.Hosts[0].Instance is SourceOperator { HasNoSplits: true })];
        for (bool grown = silent.Count != 0; grown;)
        {
            grown = false;
            foreach (IGrouping<StreamTask, StreamTask> fed in _channels
                .GroupBy(channel => channel.Receiver, channel => channel.Sender))
            {
                grown |= fed.All(silent.Contains) && silent.Add(fed.Key);
            }
        }

        foreach ((StreamTask sender, StreamTask receiver, int arrival) in _channels)
        {
            if (silent.Contains(sender))
            {
                receiver.Gate.Valve.Finish(arrival);
            }
        }
    }

    private void ShareSplits()
    {
        foreach (IGrouping<ISource, StreamTask> subtasks in _tasks
            .Where(task => task.Hosts[0].Instance is SourceOperator)
            .GroupBy(task => ((SourceOperator)task.Hosts[0].Instance).Source))
        {
            subtasks.First().Hosts[0].Call(() =>
            {
                IReadOnlyList<ISplit> splits = subtasks.Key.Splits();
                foreach (StreamTask task in subtasks)
                {
                    ((SourceOperator)task.Hosts[0].Instance).ShareSplits(splits, task.Subtask, task.Parallelism);
                }
            });
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
}
