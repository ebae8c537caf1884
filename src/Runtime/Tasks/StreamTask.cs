using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.Exchange;
using FlinkSql.Runtime.Job;
using FlinkSql.Runtime.Operators;
using FlinkSql.Runtime.Scheduling;

namespace FlinkSql.Runtime.Tasks;

/// <summary>
/// One subtask of a vertex: a chain of operators behind one mailbox. A message is handled to its end; then the task
/// takes what waits at its inputs, as long as all its outputs have credit.
/// </summary>
internal sealed class StreamTask : IActor
{
    private readonly TaskPlace _place;
    private readonly IRuntime _runtime;
    private readonly TaskChain _chain;
    private readonly TaskInput _input;
    private readonly TaskTimers _timers;
    private readonly List<OutputChannel> _channels = [];
    private readonly List<(OutputBuffer Buffer, int Exchange)> _buffers = [];
    private readonly SourceDriver? _source;
    private int _pauses;
    private long _suspendAt = -1;
    private long _passed = -1;
    private bool _closed;

    public StreamTask(TaskPlace place)
    {
        _place = place;
        _runtime = place.Runtime;
        Mailbox = _runtime.Spawn($"{place.Vertex.Name} #{place.Subtask}", this);
        _chain = new TaskChain(place);
        _timers = new TaskTimers(_runtime, Mailbox);
        Gate = new InputGate(_runtime);
        _input = new TaskInput(Gate, _chain.Head, PassBarrier);
        _source = _chain.Head.Instance is SourceOperator source
            ? new SourceDriver(source, _chain.Head, Gauge, place, Mailbox)
            : null;
    }

    public Mailbox Mailbox { get; }

    public InputGate Gate { get; }

    public CreditGauge Gauge { get; } = new();

    public int Number => _place.Number;

    /// <summary>The vertex it is a subtask of.</summary>
    public int Vertex => _place.Vertex.Id;

    public IReadOnlyList<OperatorHost> Hosts => _chain.Hosts;

    /// <summary>The stable name of an operator of the chain.</summary>
    public string Uid(int operatorIndex) => _place.Vertex.Operators[operatorIndex].Uid;

    /// <summary>How it stands, for readers outside; each value is at most a little old.</summary>
    public TaskSnapshot Snapshot() => new(
        _place.Vertex.Id,
        _place.Subtask,
        [.. Hosts.Select(host => host.Metrics)],
        Gate.Channels(),
        OutputsFull: Gauge.Exhausted != 0,
        Paused: _pauses != 0);

    private bool MayRun => Gauge.Exhausted == 0 && _pauses == 0 && !_closed && !Suspended;

    /// <summary>Whether the job stops at a checkpoint that the task has passed.</summary>
    private bool Suspended => _suspendAt >= 0 && _passed == _suspendAt;

    /// <summary>Adds an exchange over what an operator emits.</summary>
    /// <param name="operatorIndex">The operator.</param>
    /// <param name="targets">How many subtasks it sends to.</param>
    /// <param name="create">Makes it, given its targets and a way to ask for a flush.</param>
    /// <returns>The channels, in the order of the targets, and the number of the first.</returns>
    public (OutputChannel[] Channels, int First) AddExchange(
        int operatorIndex, int targets, Func<OutputBuffer[], Action<TimeSpan>, ExchangeOutput> create)
    {
        int first = _channels.Count;
        int number = _chain.Exchanges.Count;
        for (int target = 0; target < targets; target++)
        {
            var channel = new OutputChannel(_runtime, Gauge, _place.Settings.ChannelCredits);
            _channels.Add(channel);
            _buffers.Add((new OutputBuffer(channel, _place.Memory, _place.Settings.BatchSize), number));
        }

        OutputBuffer[] buffers = [.. _buffers.Skip(first).Select(buffer => buffer.Buffer)];
        _chain.AddExchange(
            operatorIndex, create(buffers, delay => _runtime.After(delay, Mailbox, new FlushDue(number))));
        return ([.. _channels.Skip(first)], first);
    }

    public void Receive(Message message)
    {
        if (_closed)
        {
            message.Discard();
            return;
        }

        Handle(message);
        RunTimers();
        TakeInput();
        if (!_closed && _source is { } source && source.TryPoll(MayRun))
        {
            EndInput();
        }

        if (_place.Settings.BufferTimeout < TimeSpan.Zero)
        {
            ForwardWatermarks();
        }
    }

    public void OnFailure(Exception failure) => Close(TaskOutcome.Failed, failure);

    /// <summary>Closes a task that was made but is not to run.</summary>
    public void Abandon() => _chain.Close();

    public void SetTimer(int operatorIndex, long time) => _timers.Set(operatorIndex, time);

    public void StopInput(int operatorIndex)
    {
        if (TaskChain.Stop(_chain.Hosts[operatorIndex]))
        {
            OnHeadStopped();
        }
    }

    public Action PauseInput()
    {
        _pauses++;
        int resumed = 0;
        return () =>
        {
            if (Interlocked.Exchange(ref resumed, 1) == 0)
            {
                _runtime.Post(Mailbox, ResumeInput.Instance);
            }
        };
    }

    private void Handle(Message message)
    {
        switch (message)
        {
            case ElementArrived arrived:
                Gate.Add(arrived.Channel, arrived.Element);
                break;
            case CreditReturned returned:
                _channels[returned.Channel].ReturnCredit();
                _buffers[returned.Channel].Buffer.OnCredit();
                break;
            case FlushDue due:
                _chain.Exchanges[due.Exchange].OnFlushDue();
                break;
            case TimersDue:
                _timers.OnDue();
                break;
            case PollSource poll:
                _source!.OnPoll(poll.Number);
                break;
            case ResumeInput:
                _pauses--;
                break;
            case InputNotNeeded stopped:
                OnOutputStopped(stopped.Channel);
                break;
            default:
                Control(message);
                break;
        }
    }

    private void Control(Message message)
    {
        switch (message)
        {
            case OpenTask open when open.Attempt == _place.Attempt:
                _chain.Open(
                    index => new TaskContext(this, _place, index, _chain.Hosts[index].Metrics),
                    _place.Vertex.Operators);
                if (open.Restored is { } snapshot)
                {
                    _chain.Restore(snapshot, _place);
                }

                break;
            case StartTask start when start.Attempt == _place.Attempt:
                _source?.Start();
                break;
            case AlignSource align when align.Attempt == _place.Attempt:
                _source?.OnLimit(align.Limit);
                break;
            case InjectBarrier inject when inject.Attempt == _place.Attempt:
                PassBarrier(new BarrierElement(inject.CheckpointId, inject.Timestamp));
                break;
            case CheckpointCompleted completed when completed.Attempt == _place.Attempt:
                foreach (OperatorHost host in _chain.Hosts)
                {
                    host.CheckpointCompleted(completed.CheckpointId);
                }

                break;
            case SuspendTask suspend when suspend.Attempt == _place.Attempt:
                _suspendAt = suspend.CheckpointId;
                break;
            case ResumeTask resume when resume.Attempt == _place.Attempt:
                _suspendAt = -1;
                break;
            case EndSource end when end.Attempt == _place.Attempt:
                _source?.Stop();
                break;
            case CancelTask cancel when cancel.Attempt == _place.Attempt:
                Close(TaskOutcome.Cancelled, null);
                break;
        }
    }

    private void PassBarrier(BarrierElement barrier)
    {
        _chain.Head.Barrier(barrier.CheckpointId, barrier.Timestamp);
        _passed = barrier.CheckpointId;
        _runtime.Post(
            _place.Master,
            new CheckpointAcknowledged(_place.Attempt, barrier.CheckpointId, _place.Number, _chain.TakeSnapshots()));
    }

    private void RunTimers()
    {
        if (!MayRun)
        {
            return;
        }

        foreach ((long time, int operatorIndex) in _timers.TakeDue())
        {
            _chain.Hosts[operatorIndex].Timer(time);
        }
    }

    private void TakeInput()
    {
        while (MayRun && _input.TryTake())
        {
            if (Gate.AllEnded)
            {
                EndInput();
            }
        }
    }

    /// <summary>
    /// Without a buffer timeout rows wait until their batch is full, but a watermark does not wait for rows that may
    /// never come: it leaves when the task has nothing more to do.
    /// </summary>
    private void ForwardWatermarks()
    {
        if (!MayRun || !Gate.IsEmpty || _source is { Waiting: false } || Mailbox.Count != 0)
        {
            return;
        }

        foreach (ExchangeOutput exchange in _chain.Exchanges)
        {
            exchange.ForwardWatermarks();
        }
    }

    /// <summary>Nothing more comes in: the greatest watermark, the last rows, the end; then the task is done.</summary>
    private void EndInput()
    {
        if (_chain.Head.Metrics.Watermark < WatermarkElement.Max)
        {
            _chain.Head.Watermark(WatermarkElement.Max);
        }

        _chain.Head.End();
        foreach (OperatorHost host in _chain.Hosts)
        {
            host.TakeSnapshot();
        }

        Close(TaskOutcome.Finished, null);
    }

    private void OnOutputStopped(int channel)
    {
        _channels[channel].Stop();
        (OutputBuffer buffer, int exchange) = _buffers[channel];
        buffer.Clear();
        if (_chain.Exchanges[exchange].Stopped && _chain.StopExchange(exchange))
        {
            OnHeadStopped();
        }
    }

    private void OnHeadStopped()
    {
        if (_source is { } source)
        {
            source.Stop();
        }
        else
        {
            Gate.StopSenders();
        }
    }

    private void Close(TaskOutcome outcome, Exception? cause)
    {
        if (_closed)
        {
            return;
        }

        _closed = true;
        _timers.Clear();
        Exception? closing = _chain.Close();
        try
        {
            Gate.Clear();
            Mailbox.Close();
        }
#pragma warning disable CA1031 // After a failure buffers may be in any state; the task must close all the same.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            closing ??= failure;
        }

        if (cause is null && closing is not null)
        {
            (outcome, cause) = (TaskOutcome.Failed, closing);
        }

        IReadOnlyList<StateSnapshot> final = outcome == TaskOutcome.Finished ? _chain.TakeSnapshots() : [];
        _runtime.Post(_place.Master, new TaskClosed(_place.Attempt, _place.Number, outcome, cause) { Final = final });
    }
}
