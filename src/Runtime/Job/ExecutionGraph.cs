using FlinkSql.Columnar;
using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.Cluster;
using FlinkSql.Runtime.Exchange;
using FlinkSql.Runtime.Tasks;

namespace FlinkSql.Runtime.Job;

/// <summary>
/// The vertices of a job times their parallelism: what the tasks of one attempt are, where they run, and how they are
/// connected. It is data; the TaskManagers make the tasks from it.
/// </summary>
internal sealed class ExecutionGraph
{
    private readonly SlotAllocation _slots;
    private readonly Func<int, Attempt> _attemptOf;
    private readonly int[] _firstTask;
    private readonly List<Task> _tasks = [];

    /// <summary>Lays the tasks out.</summary>
    /// <param name="job">The job.</param>
    /// <param name="slots">Its slots.</param>
    /// <param name="attemptOf">The run of a vertex.</param>
    /// <param name="splits">What the sources read, by vertex.</param>
    /// <param name="restored">The checkpoint to go on from; null without one.</param>
    public ExecutionGraph(
        CompiledJob job,
        SlotAllocation slots,
        Func<int, Attempt> attemptOf,
        IReadOnlyDictionary<int, SplitDeployment> splits,
        JobSnapshot? restored)
    {
        Job = job;
        _slots = slots;
        _attemptOf = attemptOf;
        _firstTask = new int[job.Vertices.Count];
        foreach (CompiledVertex vertex in job.Vertices)
        {
            _firstTask[vertex.Id] = _tasks.Count;
            bool goesOn = restored is not null && vertex.Operators.Any(each => restored.HoldsInFlight(each.Uid));
            for (int subtask = 0; subtask < vertex.Parallelism; subtask++)
            {
                _tasks.Add(new Task(vertex, subtask, splits.GetValueOrDefault(vertex.Id), goesOn));
            }
        }

        int[] edgesInto = new int[job.Vertices.Count];
        foreach (CompiledEdge edge in job.Edges)
        {
            Connect(edge, new InputEdge(
                edgesInto[edge.ToVertex]++, edge.ToInput, edge.Partitioning, edge.KeyColumns.ToEquatable()));
        }

        FinishVacant();
        Tasks = [.. _tasks.Select((task, number) => task.Deployment(number, SlotOf(number).Name))];
    }

    public CompiledJob Job { get; }

    /// <summary>In the order of vertices and subtasks.</summary>
    public IReadOnlyList<TaskDeployment> Tasks { get; }

    /// <summary>The tasks without inputs.</summary>
    public IEnumerable<int> Sources => Tasks.Where(task => task.Inputs.Count == 0).Select(task => task.Number);

    /// <summary>The node of a task.</summary>
    public NodeId NodeOf(int task) => SlotOf(task).Node;

    private Slot SlotOf(int task) => _slots.Of(_tasks[task].Vertex.SlotSharingGroup, _tasks[task].Subtask);

    private Address AddressOf(int task) => new(NodeOf(task), TaskPlace.ActorOf(_attemptOf(_tasks[task].Vertex.Id), task));

    private int[] TasksOf(int vertex) =>
        [.. Enumerable.Range(_firstTask[vertex], Job.Vertices[vertex].Parallelism)];

    private void Connect(CompiledEdge edge, InputEdge input)
    {
        int[] senders = TasksOf(edge.FromVertex);
        int[] receivers = TasksOf(edge.ToVertex);
        if (edge.Partitioning == Partitioning.Forward && senders.Length != receivers.Length)
        {
            throw new InvalidOperationException(
                $"runtime: a forward edge joins {senders.Length} subtasks to {receivers.Length}");
        }

        for (int subtask = 0; subtask < senders.Length; subtask++)
        {
            Task sender = _tasks[senders[subtask]];
            var ends = new List<ChannelEnd>();
            foreach (int target in edge.Partitioning == Partitioning.Forward ? [receivers[subtask]] : receivers)
            {
                Task receiver = _tasks[target];
                ends.Add(new ChannelEnd(AddressOf(target), receiver.Inputs.Count));
                sender.Sent.Add((target, receiver.Inputs.Count));
                receiver.Inputs.Add(new InputDeployment(
                    input,
                    new ChannelEnd(AddressOf(senders[subtask]), sender.Channels++),
                    new ChannelOrigin(edge.FromVertex, edge.FromOperator, subtask),
                    Vacant: false));
            }

            sender.Outputs.Add(new OutputDeployment(edge, ends));
        }
    }

    /// <summary>
    /// A task that will never send a row counts as finished from the start. Otherwise the watermark would wait for it
    /// to end, and which rows are late would depend on how soon that is.
    /// </summary>
    private void FinishVacant()
    {
        var vacant = new Queue<Task>(_tasks.Where(task => task.IsVacantSource));
        while (vacant.TryDequeue(out Task? task))
        {
            foreach ((int target, int channel) in task.Sent)
            {
                Task receiver = _tasks[target];
                receiver.Inputs[channel] = receiver.Inputs[channel] with { Vacant = true };
                if (!receiver.GoesOn && receiver.Inputs.TrueForAll(input => input.Vacant))
                {
                    vacant.Enqueue(receiver);
                }
            }
        }
    }

    /// <summary>A task while its neighbours are being found.</summary>
    private sealed class Task(CompiledVertex vertex, int subtask, SplitDeployment? splits, bool goesOn)
    {
        /// <summary>Whether rows may be under way to its operators.</summary>
        public bool GoesOn => goesOn;

        public CompiledVertex Vertex => vertex;

        public int Subtask => subtask;

        public int Channels { get; set; }

        public List<OutputDeployment> Outputs { get; } = [];

        public List<InputDeployment> Inputs { get; } = [];

        public List<(int Task, int Channel)> Sent { get; } = [];

        public bool IsVacantSource => !goesOn && splits is { Monitors: false } && !splits.All.Where((split, number) =>
            number % vertex.Parallelism == subtask
            && splits.States.GetValueOrDefault(split.Name) is not { Finished: true }).Any();

        public TaskDeployment Deployment(int number, string slot) =>
            new(number, vertex.Id, subtask, slot, Outputs, Inputs, splits);
    }
}
