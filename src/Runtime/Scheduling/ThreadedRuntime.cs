namespace FlinkSql.Runtime.Scheduling;

/// <summary>
/// Runs actors on a fixed number of threads of its own. A worker takes a mailbox from the ready queue, handles some of
/// its messages and puts it back, so that no actor keeps the others waiting.
/// </summary>
public sealed class ThreadedRuntime : IRuntime
{
    private const int MessagesPerTurn = 32;

    private readonly Queue<Mailbox> _ready = new();
    private readonly object _readyGate = new();
    private readonly TimerQueue _timers = new();
    private readonly object _timerGate = new();
    private readonly Queue<(Func<Message> Work, Mailbox ReplyTo)> _offloaded = new();
    private readonly object _offloadGate = new();
    private readonly Thread[] _threads;
    private int _mailboxes;
    private ulong _timerNumber;
    private bool _stopped;

    /// <summary>Starts the workers.</summary>
    /// <param name="workers">How many; by default one a processor, and at least two.</param>
    /// <param name="clock">The clock; by default the system's.</param>
    public ThreadedRuntime(int? workers = null, TimeProvider? clock = null)
    {
        Clock = clock ?? TimeProvider.System;
        int count = workers ?? Math.Max(2, Environment.ProcessorCount);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1, nameof(workers));
        _threads = new Thread[count + 2];
        for (int worker = 0; worker < count; worker++)
        {
            _threads[worker] = new Thread(Work) { Name = $"flinksql-worker-{worker}", IsBackground = true };
        }

        _threads[count] = new Thread(WatchTimers) { Name = "flinksql-timers", IsBackground = true };
        _threads[count + 1] = new Thread(WorkOffloaded) { Name = "flinksql-io", IsBackground = true };
        foreach (Thread thread in _threads)
        {
            thread.Start();
        }
    }

    public TimeProvider Clock { get; }

    public Mailbox Spawn(string name, IActor actor) => new(name, Interlocked.Increment(ref _mailboxes), actor);

    public void Post(Mailbox mailbox, Message message)
    {
        if (mailbox.Add(message))
        {
            MakeReady(mailbox);
        }
    }

    public IDisposable After(TimeSpan delay, Mailbox mailbox, Message message)
    {
        var delayed = new DelayedMessage(() => Post(mailbox, message));
        lock (_timerGate)
        {
            long due = Now() + Math.Max(0, delay.Ticks);
            bool first = due < _timers.NextDue;
            _timers.Add(delayed, due, _timerNumber++);
            if (first)
            {
                Monitor.Pulse(_timerGate);
            }
        }

        return delayed;
    }

    public void Offload(Func<Message> work, Mailbox replyTo)
    {
        lock (_offloadGate)
        {
            _offloaded.Enqueue((work, replyTo));
            Monitor.Pulse(_offloadGate);
        }
    }

    /// <summary>Ends the threads; what is in the mailboxes stays unhandled. Not to be called by an actor.</summary>
    public void Dispose()
    {
        lock (_readyGate)
        {
            Volatile.Write(ref _stopped, true);
            Monitor.PulseAll(_readyGate);
        }

        lock (_timerGate)
        {
            Monitor.PulseAll(_timerGate);
        }

        lock (_offloadGate)
        {
            Monitor.PulseAll(_offloadGate);
        }

        foreach (Thread thread in _threads)
        {
            thread.Join();
        }
    }

    private void WorkOffloaded()
    {
        while (true)
        {
            (Func<Message> Work, Mailbox ReplyTo) next;
            lock (_offloadGate)
            {
                while (!_offloaded.TryDequeue(out next))
                {
                    if (Volatile.Read(ref _stopped))
                    {
                        return;
                    }

                    Monitor.Wait(_offloadGate);
                }
            }

            Post(next.ReplyTo, next.Work());
        }
    }

    private void MakeReady(Mailbox mailbox)
    {
        lock (_readyGate)
        {
            _ready.Enqueue(mailbox);
            Monitor.Pulse(_readyGate);
        }
    }

    private void Work()
    {
        while (TryTakeReady(out Mailbox? mailbox))
        {
            bool more = true;
            for (int turn = 0; more && turn < MessagesPerTurn; turn++)
            {
                more = mailbox!.TryTake(out Message? message);
                if (more)
                {
                    mailbox.Handle(message!);
                }
            }

            if (more)
            {
                MakeReady(mailbox!);
            }
        }
    }

    private bool TryTakeReady(out Mailbox? mailbox)
    {
        lock (_readyGate)
        {
            while (!_ready.TryDequeue(out mailbox) && !_stopped)
            {
                Monitor.Wait(_readyGate);
            }

            return !_stopped;
        }
    }

    private void WatchTimers()
    {
        while (!Volatile.Read(ref _stopped))
        {
            DelayedMessage? delayed;
            lock (_timerGate)
            {
                long now = Now();
                if (!_timers.TryTake(now, out delayed, out _) && !_stopped)
                {
                    // Whole milliseconds, rounded up: a timer never comes early.
                    long wait = _timers.NextDue == long.MaxValue
                        ? Timeout.Infinite
                        : Math.Min(int.MaxValue, (_timers.NextDue - now) / TimeSpan.TicksPerMillisecond + 1);
                    Monitor.Wait(_timerGate, (int)wait);
                }
            }

            if (delayed is { Cancelled: false })
            {
                delayed.Fire();
            }
        }
    }

    private long Now() => Clock.GetElapsedTime(0).Ticks;
}
