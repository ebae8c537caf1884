using System.Diagnostics.CodeAnalysis;
using FlinkSql.Runtime.Cluster;

namespace FlinkSql.Runtime.Exchange;

/// <summary>
/// The input channels of a task: keeps what has arrived until the task takes it, in the order of arrival but for
/// channels that a barrier holds, and gives credits back.
/// </summary>
internal sealed class InputGate
{
    private readonly List<InputChannel> _channels = [];
    private readonly List<int> _held = [];
    private Queue<int> _order = new();
    private WatermarkValve? _valve;
    private BarrierAligner? _aligner;
    private int _ended;

    /// <summary>Whether the task has no inputs at all: a source.</summary>
    public bool IsSource => _channels.Count == 0;

    public WatermarkValve Valve => _valve ??= new WatermarkValve(_channels.Count);

    public BarrierAligner Aligner => _aligner ??= new BarrierAligner(_channels.Count);

    /// <summary>Whether nothing is there to be taken.</summary>
    public bool IsEmpty => _order.Count == 0;

    /// <summary>Elements that have arrived and not been taken.</summary>
    public int Waiting => _channels.Sum(channel => channel.Elements.Count);

    /// <summary>Whether every channel has ended.</summary>
    public bool AllEnded => _ended == _channels.Count;

    /// <summary>Whether barriers may overtake the rows of all channels.</summary>
    public bool MayBeOvertaken => _channels.TrueForAll(channel => channel.Edge.MayBeOvertaken);

    /// <summary>Adds a channel of an edge; all are added before the first element.</summary>
    /// <returns>The number under which its elements arrive.</returns>
    public int AddChannel(InputEdge edge, IConnection sender, int senderChannel, ChannelOrigin origin)
    {
        _channels.Add(new InputChannel(edge, sender, senderChannel, origin));
        return _channels.Count - 1;
    }

    /// <summary>How the channels stand, for readers outside the task: each value is at most a little old.</summary>
    public IReadOnlyList<ChannelSnapshot> Channels() =>
    [
        .. _channels.Select((channel, number) => new ChannelSnapshot(
            channel.Origin,
            channel.Edge.Input,
            _valve?.WatermarkOf(number) ?? WatermarkElement.Min,
            _valve?.IsIdle(number) ?? false,
            channel.Ended || _valve?.WatermarkOf(number) == WatermarkElement.Max)),
    ];

    public int Input(int channel) => _channels[channel].Edge.Input;

    public InputEdge Edge(int channel) => _channels[channel].Edge;

    public void Add(int channel, StreamElement element)
    {
        _channels[channel].Elements.Enqueue(element);
        _order.Enqueue(channel);
    }

    /// <summary>Takes the oldest element that is not held.</summary>
    public bool TryTake(out int channel, [NotNullWhen(true)] out StreamElement? element)
    {
        while (_order.TryDequeue(out channel))
        {
            if (!Aligner.Holds(channel))
            {
                element = _channels[channel].Elements.Dequeue();
                return true;
            }

            _held.Add(channel);
        }

        channel = -1;
        element = null;
        return false;
    }

    /// <summary>What was held is next, before what came later.</summary>
    public void ReleaseHeld()
    {
        if (_held.Count != 0)
        {
            _order = new Queue<int>(_held.Concat(_order));
            _held.Clear();
        }
    }

    /// <summary>
    /// Lets a barrier overtake what waits before it, in the order of arrival: nothing is held for it any more.
    /// </summary>
    /// <param name="barrier">The newest barrier.</param>
    /// <param name="overtaken">Is shown every element that stands before the barrier.</param>
    /// <returns>By channel, whether the barrier or the end has arrived.</returns>
    public bool[] Overtake(BarrierElement barrier, Action<int, StreamElement> overtaken)
    {
        bool[] arrived =
            [.. _channels.Select((channel, number) => channel.Ended || Aligner.HasTaken(number, barrier.CheckpointId))];
        StreamElement[][] waiting = [.. _channels.Select(channel => channel.Elements.ToArray())];
        int[] next = new int[waiting.Length];
        foreach (int channel in _held.Concat(_order))
        {
            StreamElement element = waiting[channel][next[channel]++];
            if (arrived[channel])
            {
                continue;
            }

            arrived[channel] = element is EndElement
                || (element is BarrierElement other && other.CheckpointId == barrier.CheckpointId);
            if (!arrived[channel])
            {
                overtaken(channel, element);
            }
        }

        Aligner.Abort(barrier.CheckpointId);
        ReleaseHeld();
        return arrived;
    }

    /// <summary>An element that took a credit has been dealt with.</summary>
    public void ReturnCredit(int channel) =>
        _channels[channel].Sender.Send(new CreditReturned(_channels[channel].SenderChannel));

    public void End(int channel)
    {
        if (_channels[channel].Ended)
        {
            throw new InvalidOperationException($"exchange: channel {channel} ended twice");
        }

        _channels[channel].Ended = true;
        _ended++;
    }

    /// <summary>Tells every sender that no more rows are needed.</summary>
    public void StopSenders()
    {
        foreach (InputChannel channel in _channels)
        {
            channel.Sender.Send(new InputNotNeeded(channel.SenderChannel));
        }
    }

    /// <summary>Drops what waits, after a failure or a cancellation.</summary>
    public void Clear()
    {
        foreach (InputChannel channel in _channels)
        {
            while (channel.Elements.TryDequeue(out StreamElement? element))
            {
                (element as BatchElement)?.Batch.Dispose();
            }
        }

        _order.Clear();
        _held.Clear();
    }

    private sealed class InputChannel(InputEdge edge, IConnection sender, int senderChannel, ChannelOrigin origin)
    {
        public InputEdge Edge { get; } = edge;

        public ChannelOrigin Origin { get; } = origin;

        public IConnection Sender { get; } = sender;

        public int SenderChannel { get; } = senderChannel;

        public Queue<StreamElement> Elements { get; } = new();

        public bool Ended { get; set; }
    }
}
