using System.Text;

namespace FlinkSql.Runtime.Scheduling;

/// <summary>
/// Runs actors on the calling thread in virtual time. A seed decides which of the ready mailboxes is next, how long a
/// step takes and which of several timers of one time comes first; the same seed gives the same run, step by step.
/// </summary>
public sealed class SimulatedRuntime : IRuntime
{
    private readonly SeededRandom _schedule;
    private readonly SeededRandom _ties;
    private readonly List<Mailbox> _ready = [];
    private readonly VirtualTimeProvider _time;
    private readonly StringBuilder? _trace;
    private readonly OffloadQueue _works;
    private int _mailboxes;

    /// <summary>Makes a run that is yet to be started.</summary>
    /// <param name="seed">What decides the schedule.</param>
    /// <param name="keepTrace">Whether <see cref="Trace"/> is written; it costs time and memory.</param>
    public SimulatedRuntime(long seed, bool keepTrace = false)
        : this(seed, keepTrace ? new StringBuilder() : null, null)
    {
    }

    /// <summary>Goes on with a trace, and with time.</summary>
    internal SimulatedRuntime(long seed, StringBuilder? trace, DateTimeOffset? start)
    {
        Seed = seed;
        _schedule = new SeededRandom(seed, "schedule");
        _ties = new SeededRandom(seed, "timers");
        _time = new VirtualTimeProvider(start, _ties.NextUInt64);
        _trace = trace;
        _works = new OffloadQueue(new SeededRandom(seed, "offload"), _time);
    }

    public long Seed { get; }

    /// <summary>The longest time one step takes; the seed picks one up to it.</summary>
    public TimeSpan StepTime { get; init; } = TimeSpan.FromMicroseconds(2);

    /// <summary>A run of more steps fails: something goes round for ever.</summary>
    public long MaxSteps { get; init; } = 10_000_000;

    /// <summary>Messages handled so far.</summary>
    public long Steps { get; private set; }

    public VirtualTimeProvider Time => _time;

    TimeProvider IRuntime.Clock => _time;

    /// <summary>One line for each step: time, mailbox and message.</summary>
    public string Trace => _trace?.ToString() ?? throw new InvalidOperationException("runtime: no trace was kept");

    public Mailbox Spawn(string name, IActor actor) => new(name, _mailboxes++, actor);

    public void Post(Mailbox mailbox, Message message)
    {
        if (mailbox.Add(message))
        {
            _ready.Add(mailbox);
        }
    }

    public IDisposable After(TimeSpan delay, Mailbox mailbox, Message message) =>
        _time.Schedule(delay, () => Post(mailbox, message));

    public void Offload(Func<Message> work, Mailbox replyTo) => _works.Add(work, message => Post(replyTo, message));

    /// <summary>Begins the life of a node; its name, with the incarnation, is in the trace.</summary>
    public SimulatedNode StartNode(string name) => new(this, name, new SeededRandom(Seed, $"offload {name}"));

    /// <summary>
    /// Runs until the condition holds or nothing is left to do, not even a timer. Time jumps to the next
    /// timer when no mailbox is ready.
    /// </summary>
    /// <returns>Whether the condition held; true without one.</returns>
    public bool Run(Func<bool>? until = null)
    {
        while (until is null || !until())
        {
            if (!Step() && !Jump(TimeSpan.MaxValue))
            {
                return until is null;
            }
        }

        return true;
    }

    /// <summary>Runs for that much virtual time.</summary>
    public void RunFor(TimeSpan time)
    {
        TimeSpan end = _time.Elapsed + time;
        while (_time.Elapsed < end)
        {
            if (!Step() && !Jump(end))
            {
                _time.Advance(end - _time.Elapsed);
            }
        }
    }

    public void Dispose()
    {
    }

    private bool Step()
    {
        while (_ready.Count != 0)
        {
            int pick = _schedule.Next(_ready.Count);
            Mailbox mailbox = _ready[pick];
            if (!mailbox.TryTake(out Message? message))
            {
                _ready.RemoveAt(pick);
                continue;
            }

            if (++Steps > MaxSteps)
            {
                throw new InvalidOperationException($"runtime: seed {Seed} did not end within {MaxSteps} steps");
            }

            _trace?.Append(_time.Elapsed.Ticks).Append(' ').Append(mailbox.Name).Append(' ').Append(message).Append('\n');
            mailbox.Handle(message);
            _time.Advance(new TimeSpan(_schedule.Next((int)StepTime.Ticks + 1)));
            return true;
        }

        return false;
    }

    private bool Jump(TimeSpan end)
    {
        if (_time.NextDue is not { } due || due > end)
        {
            return false;
        }

        _time.Advance(due > _time.Elapsed ? due - _time.Elapsed : TimeSpan.Zero);
        return true;
    }
}
