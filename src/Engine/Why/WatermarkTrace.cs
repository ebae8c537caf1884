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

    /// <summary>What to call the end of the trace: its table, and the subtask where there are several.</summary>
    public string HolderName => NameOf(Source, Subtask);

    /// <summary>When its last rows came, or since when it has been waited for.</summary>
    public long QuietSince => SourceMetrics.LastRowAt == long.MinValue ? _job.Started : SourceMetrics.LastRowAt;

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
