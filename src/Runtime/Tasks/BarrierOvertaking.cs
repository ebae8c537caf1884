using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.Exchange;
using FlinkSql.Runtime.Exchange.InFlight;
using FlinkSql.Runtime.Scheduling;

namespace FlinkSql.Runtime.Tasks;

/// <summary>
/// Lets barriers overtake rows on their way into a task. Once the barrier that arrives first has waited long enough, the
/// task is cut there, whether or not its outputs have credit, and the barrier goes on. What had not been dealt with, and
/// what arrives before the other barriers, becomes part of the state of the head; when all barriers are there, it is whole.
/// A sender keeps nothing back but rows of a batch that is not full, and those leave before the barrier.
/// </summary>
/// <param name="gate">The inputs.</param>
/// <param name="runtime">Keeps the time.</param>
/// <param name="mailbox">That of the task.</param>
/// <param name="layout">How the rows of the inputs look.</param>
/// <param name="cut">Brings a barrier through the chain, and answers the state of its operators.</param>
/// <param name="acknowledge">Hands the state in.</param>
internal sealed class BarrierOvertaking(
    InputGate gate,
    IRuntime runtime,
    Mailbox mailbox,
    long layout,
    Func<BarrierElement, IReadOnlyList<StateSnapshot>> cut,
    Action<BarrierElement, IReadOnlyList<StateSnapshot>> acknowledge)
{
    private BarrierElement? _waiting;
    private BarrierElement? _passed;
    private IReadOnlyList<StateSnapshot> _states = [];
    private InFlightRows? _inFlight;
    private bool[] _arrived = [];
    private IDisposable? _timer;
    private long _newest = -1;
    private bool _started;

    /// <summary>The operators are open: a barrier may have arrived before that.</summary>
    public void Start()
    {
        _started = true;
        OvertakeIfDue();
    }

    /// <summary>An element has arrived, and lies in the gate.</summary>
    public void OnArrived(int channel, StreamElement element)
    {
        if (_passed is not null)
        {
            Gather(channel, element);
        }

        if (element is BarrierElement { OvertakesAfter: not null } barrier && barrier.CheckpointId > _newest)
        {
            _newest = barrier.CheckpointId;
            _waiting = barrier;
            OvertakeIfDue();
        }
    }

    /// <summary>The barrier has waited long enough, unless it has gone on meanwhile.</summary>
    public void OnDue(long checkpointId)
    {
        if (_waiting?.CheckpointId == checkpointId)
        {
            OvertakeIfDue();
        }
    }

    /// <summary>The barrier has gone on with all rows before it, or the checkpoint was given up.</summary>
    public void Forget(long checkpointId)
    {
        _newest = Math.Max(_newest, checkpointId);
        if (_waiting?.CheckpointId <= checkpointId)
        {
            _waiting = null;
            _timer?.Dispose();
        }

        if (_passed?.CheckpointId <= checkpointId)
        {
            Drop();
        }
    }

    /// <summary>The task has closed.</summary>
    public void Close()
    {
        _waiting = null;
        _timer?.Dispose();
        Drop();
    }

    private void OvertakeIfDue()
    {
        if (!_started || _waiting is not { } barrier)
        {
            return;
        }

        _timer?.Dispose();
        TimeSpan left = barrier.OvertakesAfter!.Value
            - TimeSpan.FromMilliseconds(runtime.Clock.GetUtcNow().ToUnixTimeMilliseconds() - barrier.Timestamp);
        if (barrier.OvertakesAfter > TimeSpan.Zero && left > TimeSpan.Zero)
        {
            _timer = runtime.After(left, mailbox, new OvertakingDue(barrier.CheckpointId));
            return;
        }

        _waiting = null;
        Overtake(barrier);
    }

    private void Overtake(BarrierElement barrier)
    {
        Drop();
        _passed = barrier;
        _inFlight = new InFlightRows(gate);
        _arrived = gate.Overtake(barrier, _inFlight.Add);
        _states = cut(barrier);
        AcknowledgeIfWhole();
    }

    /// <summary>What arrives on a channel before its barrier belongs to the checkpoint.</summary>
    private void Gather(int channel, StreamElement element)
    {
        if (element is BarrierElement newer && newer.CheckpointId > _passed!.CheckpointId)
        {
            // Nobody waits for the older checkpoint any more.
            Drop();
            return;
        }

        if (_arrived[channel])
        {
            return;
        }

        if (element is EndElement || (element is BarrierElement barrier && barrier.CheckpointId == _passed!.CheckpointId))
        {
            _arrived[channel] = true;
            AcknowledgeIfWhole();
        }
        else
        {
            _inFlight!.Add(channel, element);
        }
    }

    private void AcknowledgeIfWhole()
    {
        if (!Array.TrueForAll(_arrived, arrived => arrived))
        {
            return;
        }

        (BarrierElement barrier, IReadOnlyList<StateSnapshot> states) = (_passed!, _states);
        _inFlight!.MoveTo(states[0], layout);
        _passed = null;
        _inFlight = null;
        _states = [];
        acknowledge(barrier, states);
    }

    private void Drop()
    {
        _passed = null;
        _inFlight?.Discard();
        _inFlight = null;
        foreach (StateSnapshot state in _states)
        {
            state.Dispose();
        }

        _states = [];
    }
}
