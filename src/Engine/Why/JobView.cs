using FlinkSql.Columnar;
using FlinkSql.Planner;
using FlinkSql.Planner.Explain;
using FlinkSql.Planner.Logical;
using FlinkSql.Planner.Physical;
using FlinkSql.Runtime.Job;
using FlinkSql.Runtime.Operators;

namespace FlinkSql.Engine.Why;

/// <summary>A job at one moment: its tasks beside the nodes of the plan that they carry out.</summary>
internal sealed class JobView
{
    private readonly CompiledJob _job;
    private readonly Dictionary<(int Vertex, int Operator), OperatorView> _operators = [];
    private readonly Dictionary<(int Vertex, int Subtask), TaskSnapshot> _tasks;

    public JobView(CompiledJob job, PlanResult plan, IReadOnlyList<TaskSnapshot> tasks, long started, long now)
    {
        _job = job;
        Started = started;
        Now = now;
        _tasks = tasks.ToDictionary(task => (task.Vertex, task.Subtask));
        IReadOnlyList<(int Number, PhysicalNode Node)> numbers = PlanPrinter.Numbers(plan.Physical);
        foreach (CompiledVertex vertex in tasks.Count == 0 ? [] : job.Vertices)
        {
            for (int index = 0; index < vertex.Operators.Count; index++)
            {
                PhysicalNode[] nodes = [.. vertex.Operators[index].Planned
                    .Select(position => plan.JobGraph!.Vertices[vertex.Id].Chain[position].Stream.Node)];
                OperatorMetrics[] metrics = [.. Enumerable.Range(0, vertex.Parallelism)
                    .Select(subtask => _tasks[(vertex.Id, subtask)].Operators[index])];
                string[] names = [.. nodes.Select(node => Title(node, numbers))];
                _operators[(vertex.Id, index)] = new OperatorView(
                    vertex.Id, index, names.Length == 0 ? vertex.Operators[index].Name : names[0], nodes, names, metrics);
            }
        }

        bool local = _operators.Values.SelectMany(view => view.Nodes).Any(HasLocalWindow);
        Moments = new Moments(local ? job.Settings.Zone : TimeZoneInfo.Utc);
    }

    /// <summary>When the job was started, ms since 1970 by the clock.</summary>
    public long Started { get; }

    /// <summary>The moment, ms since 1970 by the clock.</summary>
    public long Now { get; }

    public Moments Moments { get; }

    public JobSettings Settings => _job.Settings;

    public IEnumerable<TaskSnapshot> Tasks => _tasks.Values;

    public IEnumerable<OperatorView> Operators => _operators.Values;

    /// <summary>Those that feed nobody.</summary>
    public IEnumerable<OperatorView> Sinks => Operators.Where(view =>
        _job.Vertices[view.Vertex].Operators[view.Index].Downstream.Count == 0
        && !_job.Edges.Any(edge => edge.FromVertex == view.Vertex && edge.FromOperator == view.Index));

    public TaskSnapshot Task(int vertex, int subtask) => _tasks[(vertex, subtask)];

    public OperatorView Operator(int vertex, int index) => _operators[(vertex, index)];

    /// <summary>The operator before it in its chain; null at the head.</summary>
    public OperatorView? Before(OperatorView view)
    {
        IReadOnlyList<CompiledOperator> chain = _job.Vertices[view.Vertex].Operators;
        int feeder = Enumerable.Range(0, view.Index).FirstOrDefault(index => chain[index].Downstream.Contains(view.Index), -1);
        return feeder < 0 ? null : Operator(view.Vertex, feeder);
    }

    /// <summary>Those that feed it, in its chain or over exchanges; none for a source.</summary>
    public IEnumerable<OperatorView> Feeders(OperatorView view) => Before(view) is { } before
        ? [before]
        : _job.Edges.Where(edge => edge.ToVertex == view.Vertex).Select(edge => Operator(edge.FromVertex, edge.FromOperator));

    /// <summary>The vertices that take what a vertex sends.</summary>
    public IEnumerable<int> Receivers(int vertex) =>
        _job.Edges.Where(edge => edge.FromVertex == vertex).Select(edge => edge.ToVertex).Distinct();

    /// <summary>The sources that rows of an operator come from, through any number of others.</summary>
    public IEnumerable<OperatorView> SourcesOf(OperatorView view)
    {
        OperatorView[] feeders = [.. Feeders(view)];
        return feeders.Length == 0 ? [view] : feeders.SelectMany(SourcesOf).Distinct();
    }

    private static string Title(PhysicalNode node, IReadOnlyList<(int Number, PhysicalNode Node)> numbers)
    {
        if (node is PhysicalSource source)
        {
            return source.Table.Path.Name;
        }

        (int number, PhysicalNode? found) = numbers.FirstOrDefault(entry => ReferenceEquals(entry.Node, node));
        if (found is null)
        {
            (number, found) = numbers.FirstOrDefault(entry => entry.Node.Equals(node));
        }

        return found is null ? PhysicalText.Name(node) : $"[{number}] {PhysicalText.Name(node)}";
    }

    private static bool HasLocalWindow(PhysicalNode node) => node switch
    {
        PhysicalWindowAggregate aggregate => aggregate.Window.LocalTimeZone,
        PhysicalWindow window => window.Input.Schema[window.TimeColumn].Type is TimestampType { LocalTimeZone: true },
        _ => false,
    };
}

/// <summary>An operator of a running job and the nodes of the plan that it carries out.</summary>
/// <param name="Vertex">Its vertex.</param>
/// <param name="Index">Its position in the chain.</param>
/// <param name="Name">What to call it: the table of a source, otherwise number and name as in EXPLAIN.</param>
/// <param name="Nodes">The nodes of the plan, in order.</param>
/// <param name="NodeNames">What to call each of them.</param>
/// <param name="Subtasks">The counters of each subtask.</param>
internal sealed record OperatorView(
    int Vertex,
    int Index,
    string Name,
    IReadOnlyList<PhysicalNode> Nodes,
    IReadOnlyList<string> NodeNames,
    IReadOnlyList<OperatorMetrics> Subtasks)
{
    public long RowsIn => Subtasks.Sum(metrics => metrics.RowsIn);

    public long RowsOut => Subtasks.Sum(metrics => metrics.RowsOut);

    public long LateRows => Subtasks.Sum(metrics => metrics.LateRows);

    public long BadRecords => Subtasks.Sum(metrics => metrics.BadRecords);

    public long StateEntries => Subtasks.Sum(metrics => metrics.StateEntries);

    /// <summary>Open windows; those that are the same for all keys are open in several subtasks and count once.</summary>
    public long OpenWindows => Nodes.Any(node => node is PhysicalWindowAggregate { Window.Spec: SessionWindow }
            or PhysicalWindow { Spec: SessionWindow })
        ? Subtasks.Sum(metrics => (long)metrics.OpenWindows)
        : Subtasks.Max(metrics => metrics.OpenWindows);

    public long LastRowAt => Subtasks.Max(metrics => metrics.LastRowAt);

    /// <summary>What to call the first of its nodes of a kind; its name when there is none.</summary>
    public string NameOf<T>()
        where T : PhysicalNode
    {
        for (int index = 0; index < Nodes.Count; index++)
        {
            if (Nodes[index] is T)
            {
                return NodeNames[index];
            }
        }

        return Name;
    }
}
