using FlinkSql.Runtime.Exchange;
using FlinkSql.Runtime.Operators;
using FlinkSql.Runtime.Scheduling;
using FlinkSql.Runtime.Tasks;

namespace FlinkSql.Runtime.Job;

/// <summary>
/// Keeps the sources of an alignment group close in event time: at every update interval the tasks of a source hear how
/// far their splits may be, which is the least watermark of the group and the drift allowed. Idle and finished splits
/// hold nobody back. The tasks themselves decide what to pause, so nothing is shared with them but counters.
/// </summary>
internal sealed class SplitAlignment
{
    private readonly List<Member> _members;
    private readonly Attempt _attempt;
    private readonly IRuntime _runtime;
    private readonly Mailbox _master;

    public SplitAlignment(IEnumerable<StreamTask> sources, Attempt attempt, IRuntime runtime, Mailbox master)
    {
        _attempt = attempt;
        _runtime = runtime;
        _master = master;
        _members =
        [
            .. from task in sources
               let source = task.Hosts[0].Instance as SourceOperator
               where source?.Options.Alignment is not null
               group (task, source) by task.Vertex into vertex
               select new Member(
                   vertex.Key,
                   vertex.First().source.Options.Alignment!,
                   [.. vertex.Select(each => each.task)],
                   [.. vertex.Select(each => each.source)]),
        ];
    }

    /// <summary>Tells every source before it reads its first row, and again after each update interval.</summary>
    public void Start()
    {
        foreach (Member member in _members)
        {
            Announce(member);
        }
    }

    public void OnDue(int vertex) => Announce(_members.Single(member => member.Vertex == vertex));

    public void Stop()
    {
        foreach (Member member in _members)
        {
            member.Timer?.Dispose();
        }
    }

    private void Announce(Member member)
    {
        if (member.Splits.All(split => split.Finished) && !member.Sources.Any(source => source.Monitors))
        {
            return;
        }

        long limit = Limit(member.Alignment);
        foreach (StreamTask task in member.Tasks)
        {
            _runtime.Post(task.Mailbox, new AlignSource(_attempt, limit));
        }

        member.Timer = _runtime.After(
            member.Alignment.UpdateInterval, _master, new AlignmentDue(_attempt, member.Vertex));
    }

    private long Limit(SourceAlignment alignment)
    {
        long least = WatermarkElement.Max;
        foreach (Member member in _members)
        {
            if (member.Alignment.Group == alignment.Group)
            {
                foreach (SplitMetrics split in member.Splits)
                {
                    bool counts = split.Started && !split.Idle && !split.Finished;
                    least = counts ? Math.Min(least, split.Watermark) : least;
                }
            }
        }

        long drift = (long)alignment.MaxDrift.TotalMilliseconds;
        return least > WatermarkElement.Max - drift ? WatermarkElement.Max : least + drift;
    }

    private sealed record Member(
        int Vertex, SourceAlignment Alignment, StreamTask[] Tasks, SourceOperator[] Sources)
    {
        public IEnumerable<SplitMetrics> Splits => Sources.SelectMany(source => source.Splits);

        public IDisposable? Timer { get; set; }
    }
}
