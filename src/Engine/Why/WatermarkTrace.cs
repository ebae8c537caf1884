using FlinkSql.Planner.Physical;
using FlinkSql.Runtime.Exchange;
using FlinkSql.Runtime.Job;
using FlinkSql.Runtime.Operators;

namespace FlinkSql.Engine.Why;

/// <summary>
/// Follows a watermark from an operator back to the input that holds it: at each task to the channel with the least
/// watermark among those that count, up to the source.
/// </summary>
internal sealed class WatermarkTrace
{
    private readonly JobView _job;

    private WatermarkTrace(JobView job, OperatorView source, int subtask)
    {
        _job = job;
        Source = source;
        Subtask = subtask;
    }

    /// <summary>Where the trace ends.</summary>
    public OperatorView Source { get; private set; }

    public int Subtask { get; private set; }

    /// <summary>What makes the watermark on the way; null when nothing does.</summary>
    public OperatorMetrics? Assigner { get; private set; }

    /// <summary>What to call the operator that makes it.</summary>
    public string AssignerName { get; private set; } = "";

    /// <summary>The inputs among which the holder is one, where they first part; empty when there is just one.</summary>
    public IReadOnlyList<WatermarkInput> Inputs { get; private set; } = [];

    /// <summary>Whether all inputs that have not ended are idle.</summary>
    public bool AllIdle { get; private set; }

    public OperatorMetrics SourceMetrics => Source.Subtasks[Subtask];

    public TaskSnapshot SourceTask => _job.Task(Source.Vertex, Subtask);

    /// <summary>The split at which the trace ends; null when its source has none or has read them all.</summary>
    public SplitMetrics? Split { get; private set; }

    /// <summary>What to call the end of the trace: its table, and the split or subtask where there are several.</summary>
    public string HolderName => Split is null ? NameOf(Source, Subtask) : NameOf(Source, Split);

    /// <summary>When its last rows came, or since when it has been waited for.</summary>
    public long QuietSince => Since(Split?.LastRow ?? SourceMetrics.LastRowAt);

    /// <summary>Whether it has not given a row yet.</summary>
    public bool HasNoRows => (Split?.RowsOut ?? SourceMetrics.RowsOut) == 0;

    /// <summary>After how long without rows it is idle, in ms; zero is never.</summary>
    public long IdleTimeout =>
        Source.Nodes.OfType<PhysicalSource>().FirstOrDefault()?.Table.Option(TableOptions.IdleTimeout) is { } own
        && SettingValues.TryDuration(own, out TimeSpan timeout)
            ? (long)timeout.TotalMilliseconds
            : (long)_job.Settings.IdleTimeout.TotalMilliseconds;

    public static WatermarkTrace From(JobView job, OperatorView view, int subtask)
    {
        var trace = new WatermarkTrace(job, view, subtask);
        OperatorView current = view;
        while (trace.Step(ref current))
        {
        }

        trace.Source = current;
        return trace;
    }

    public static string NameOf(OperatorView source, int subtask) =>
        source.Subtasks.Count == 1 ? source.Name : $"{source.Name} subtask {subtask}";

    private static string NameOf(OperatorView source, SplitMetrics split) =>
        source.Subtasks.Sum(metrics => metrics.Splits.Count) == 1 ? source.Name : $"{source.Name} split {split.Name}";

    private long Since(long lastRow) => lastRow == long.MinValue ? _job.Started : lastRow;

    private bool Step(ref OperatorView current)
    {
        if (Assigner is null && current.Nodes.Any(node => node is PhysicalWatermark))
        {
            Assigner = current.Subtasks[Subtask];
            AssignerName = current.NameOf<PhysicalWatermark>();
        }

        if (_job.Before(current) is { } before)
        {
            current = before;
            return true;
        }

        ChannelSnapshot[] open = [.. _job.Task(current.Vertex, Subtask).Channels.Where(channel => !channel.Finished)];
        if (open.Length == 0)
        {
            AllIdle |= current.Subtasks[Subtask].Idle;
            EnterSplits(current);
            return false;
        }

        ChannelSnapshot[] active = [.. open.Where(channel => !channel.Idle)];
        AllIdle = active.Length == 0;
        ChannelSnapshot holder = AllIdle ? open.MaxBy(channel => channel.Watermark)! : active.MinBy(channel => channel.Watermark)!;
        if (open.Length > 1 && Inputs.Count == 0)
        {
            Inputs = [.. open.Select(channel => Input(channel, ReferenceEquals(channel, holder)))];
        }

        current = _job.Operator(holder.Origin.Vertex, holder.Origin.Operator);
        Subtask = holder.Origin.Subtask;
        return true;
    }

    /// <summary>At a source: the split with the least watermark of those that are being read and count.</summary>
    private void EnterSplits(OperatorView source)
    {
        SplitMetrics[] open = [.. source.Subtasks[Subtask].Splits.Where(split => split is { Started: true, Finished: false })];
        SplitMetrics[] active = [.. open.Where(split => !split.Idle)];
        Split = active.MinBy(split => split.Watermark) ?? open.MaxBy(split => split.Watermark);
        AllIdle |= open.Length != 0 && active.Length == 0;
        if (open.Length > 1 && Inputs.Count == 0)
        {
            Inputs = [.. open.Select(split => new WatermarkInput(
                NameOf(source, split), split.Watermark, split.Idle, Since(split.LastRow), split == Split))];
        }
    }

    private WatermarkInput Input(ChannelSnapshot channel, bool holds)
    {
        OperatorView sender = _job.Operator(channel.Origin.Vertex, channel.Origin.Operator);
        WatermarkTrace further = From(_job, sender, channel.Origin.Subtask);
        return new WatermarkInput(further.HolderName, channel.Watermark, channel.Idle, further.QuietSince, holds);
    }
}

/// <summary>One of the inputs of which the least watermark counts.</summary>
/// <param name="Name">What to call it.</param>
/// <param name="Watermark">Its watermark; <see cref="WatermarkElement.Min"/> for none.</param>
/// <param name="Idle">Whether it is idle and does not count.</param>
/// <param name="QuietSince">When its last rows came, ms by the clock.</param>
/// <param name="Holds">Whether it is the one that holds the others back.</param>
internal sealed record WatermarkInput(string Name, long Watermark, bool Idle, long QuietSince, bool Holds);
