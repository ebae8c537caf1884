using FlinkSql.Columnar;
using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.Cluster;
using FlinkSql.Runtime.Exchange;
using FlinkSql.Runtime.Faults;
using FlinkSql.Runtime.Job;
using FlinkSql.Runtime.Operators;
using FlinkSql.Runtime.Scheduling;

namespace FlinkSql.Runtime.Tasks;

/// <summary>
/// One subtask of a vertex: a chain of operators behind one mailbox. A message is handled to its end; then the task
/// takes what waits at its inputs, as long as all its outputs have credit.
/// </summary>
internal sealed partial class StreamTask : IActor
{
    private readonly TaskPlace _place;
    private readonly IRuntime _runtime;
    private readonly TaskChain _chain;
    private readonly TaskInput _input;
    private readonly TaskTimers _timers;
    private readonly TaskOutputs _outputs;
    private readonly SourceDriver? _source;
    private readonly BarrierOvertaking? _overtaking;
    private readonly JobSnapshot? _restored;
    private readonly List<Message> _early = [];
    private long _stoppedAt = -1;
    private int _pauses;
    private bool _started;
    private bool _closed;

    public StreamTask(TaskPlace place, TaskDeployment deployment, JobSnapshot? restored)
    {
        _place = place;
        _runtime = place.Runtime;
        _restored = restored;
        _chain = new TaskChain(place);
        Mailbox = _runtime.Spawn($"{place.Vertex.Name} #{place.Subtask}", this);
        _timers = new TaskTimers(_runtime, Mailbox);
        _input = new TaskInput(Gate, _chain.Head, PassBarrier);
        _outputs = new TaskOutputs(place, Mailbox, _chain, Gauge);
        if (_chain.Head.Instance is SourceOperator source)
        {
            _source = new SourceDriver(source, _chain.Head, Gauge, place, Mailbox);
            _source.Assign(deployment.Splits!);
        }

        Connect(deployment);
        Gate.Aligner.Bug = _chain.Head.Instance is SinkOperator ? PlantedBug.NoAlignmentAtSinks : PlantedBug.NoAlignment;
        if (place.Settings.Checkpoints.Unaligned && !Gate.IsSource && Gate.MayBeOvertaken)
        {
            _overtaking = new BarrierOvertaking(
                Gate, _runtime, Mailbox, place.Vertex.Operators[0].InputLayout, Cut, Acknowledge);
        }

        place.Node.Transport.Register(place.Actor, Mailbox);
    }

    public Mailbox Mailbox { get; }

    public InputGate Gate { get; } = new();

    public CreditGauge Gauge { get; } = new();

    public int Number => _place.Number;

    public IReadOnlyList<OperatorHost> Hosts => _chain.Hosts;

    /// <summary>How far its splits are; none unless it is a source.</summary>
    public EquatableArray<SplitProgress> Splits => SplitProgress.Of(_chain.Head.Metrics.Splits);

    /// <summary>How it stands, for readers outside; each value is at most a little old.</summary>
    public TaskSnapshot Snapshot() => new(
        _place.Vertex.Id,
        _place.Subtask,
        [.. Hosts.Select(host => host.Metrics)],
        Gate.Channels(),
        OutputsFull: Gauge.Exhausted != 0,
        Paused: _pauses != 0);

    private bool MayRun => Gauge.Exhausted == 0 && _pauses == 0 && _stoppedAt < 0 && _started && !_closed;

    public void Receive(Message message)
    {
        if (_closed)
        {
            message.Discard();
            return;
        }

        if (!_started && message is InputNotNeeded)
        {
            // A receiver was told to start before this task: what it wants is dealt with once the operators are open.
            _early.Add(message);
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
                _overtaking?.OnArrived(arrived.Channel, arrived.Element);
                break;
            case CreditReturned returned:
                _outputs.OnCredit(returned.Channel);
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
            case OvertakingDue due:
                _overtaking!.OnDue(due.CheckpointId);
                break;
            case ResumeInput:
                _pauses--;
                break;
            case InputNotNeeded stopped:
                if (_outputs.Stop(stopped.Channel))
                {
                    OnHeadStopped();
                }

                break;
            case ConnectionLost lost:
                throw new ConnectionLostException(lost.To);
            default:
                Control(message);
                break;
        }
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

            // A barrier may have arrived that waits for nothing.
            if (_overtaking is not null && Mailbox.Count != 0)
            {
                break;
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
        _overtaking?.Close();
        Exception? closing = _chain.Close();
        try
        {
            Gate.Clear();
            _place.Node.Transport.Unregister(_place.Actor);
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
        Report(new TaskClosed(_place.Attempt, Number, outcome, cause) { Final = final });
    }
}
