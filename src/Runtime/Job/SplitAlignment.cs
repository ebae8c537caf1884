using FlinkSql.Columnar;
using FlinkSql.Runtime.Exchange;
using FlinkSql.Runtime.Operators;
using FlinkSql.Runtime.Scheduling;
using FlinkSql.Runtime.Tasks;

namespace FlinkSql.Runtime.Job;

/// <summary>
/// Keeps the sources of an alignment group close in event time: at every update interval the master asks the tasks of the
/// group how far their splits are, and when all have answered tells those of one source how far they may be, which is the
/// least watermark of the group and the drift allowed. Idle and finished splits hold nobody back. The tasks themselves
/// decide what to pause.
/// </summary>
internal sealed class SplitAlignment
{
    private readonly List<Member> _members;
    private readonly JobExecution _execution;
    private readonly IRuntime _runtime;
    private readonly Mailbox _master;
    private readonly EquatableArray<SplitProgress>[] _progress;
    private long _round;

    public SplitAlignment(JobEnds ends, JobExecution execution, IRuntime runtime, Mailbox master)
    {
        _execution = execution;
        _runtime = runtime;
        _master = master;
        _progress = new EquatableArray<SplitProgress>[execution.Graph.Tasks.Count];
        _members =
        [
            .. ends.Alignments.Select(source => new Member(
                source.Vertex,
                source.Alignment,
                source.Monitors,
                [.. execution.Graph.Tasks.Where(task => task.Vertex == source.Vertex).Select(task => task.Number)])),
        ];
    }

    /// <summary>How far the splits of a task were when it was made.</summary>
    public void OnDeployed(TaskDeployed deployed) => _progress[deployed.Task] = deployed.Splits;

    /// <summary>Tells every source before it reads its first row, and again after each update interval.</summary>
    public void Start() => _members.ForEach(Announce);

    /// <summary>Tells sources that are started again.</summary>
    public void Restart(IReadOnlyList<int> tasks)
    {
        foreach (Member member in _members.Where(member => member.Tasks.Any(tasks.Contains)))
        {
            member.Timer?.Dispose();
            Announce(member);
        }
    }

    public void OnDue(int vertex)
    {
        Member member = _members.Single(member => member.Vertex == vertex);
        member.Round = ++_round;
        member.Awaited = [.. GroupOf(member).SelectMany(each => each.Tasks).Where(_execution.IsOpen)];
        foreach (int task in member.Awaited)
        {
            _execution.Send(new AskSplits(_execution.AttemptOf(task), task, _round));
        }

        AnnounceIfAll(member);
    }

    public void OnAnswered(SplitsAnswered answer)
    {
        _progress[answer.Task] = answer.Splits;
        if (_members.Find(member => member.Round == answer.Round) is { } member && member.Awaited.Remove(answer.Task))
        {
            AnnounceIfAll(member);
        }
    }

    /// <summary>A task has closed: nobody waits for it, nor for its splits.</summary>
    public void OnClosed(int task)
    {
        _progress[task] = [];
        foreach (Member member in _members.Where(member => member.Awaited.Remove(task)))
        {
            AnnounceIfAll(member);
        }
    }

    public void Stop()
    {
        foreach (Member member in _members)
        {
            member.Timer?.Dispose();
        }
    }

    private void AnnounceIfAll(Member member)
    {
        if (member.Awaited.Count == 0)
        {
            Announce(member);
        }
    }

    private void Announce(Member member)
    {
        member.Round = 0;
        if (!member.Monitors && SplitsOf(member).All(split => split.Finished))
        {
            return;
        }

        long limit = Limit(member);
        foreach (int task in member.Tasks.Where(_execution.IsOpen))
        {
            _execution.Send(new AlignSource(_execution.AttemptOf(task), task, limit));
        }

        member.Timer = _runtime.After(
            member.Alignment.UpdateInterval, _master, new AlignmentDue(_execution.Attempt, member.Vertex));
    }

    private long Limit(Member member)
    {
        long least = GroupOf(member).SelectMany(SplitsOf)
            .Where(split => split.Counts).Select(split => split.Watermark).DefaultIfEmpty(WatermarkElement.Max).Min();
        long drift = (long)member.Alignment.MaxDrift.TotalMilliseconds;
        return least > WatermarkElement.Max - drift ? WatermarkElement.Max : least + drift;
    }

    private IEnumerable<Member> GroupOf(Member member) =>
        _members.Where(each => each.Alignment.Group == member.Alignment.Group);

    private IEnumerable<SplitProgress> SplitsOf(Member member) => member.Tasks.SelectMany(task => _progress[task]);

    private sealed record Member(int Vertex, SourceAlignment Alignment, bool Monitors, int[] Tasks)
    {
        public IDisposable? Timer { get; set; }

        /// <summary>The round of questions under way; 0 when there is none.</summary>
        public long Round { get; set; }

        /// <summary>The tasks that have yet to answer.</summary>
        public SortedSet<int> Awaited { get; set; } = [];
    }
}
