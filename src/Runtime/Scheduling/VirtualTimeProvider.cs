namespace FlinkSql.Runtime.Scheduling;

/// <summary>
/// Time that passes only when it is told to. Timers fire while it is advanced, in the order in which they are due.
/// </summary>
public sealed class VirtualTimeProvider : TimeProvider
{
    /// <summary>When virtual time begins unless another time is given.</summary>
    public static readonly DateTimeOffset DefaultStart = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly TimerQueue _timers = new();
    private readonly Func<ulong> _tieBreak;
    private ulong _timerNumber;
    private DateTimeOffset _start;

    public VirtualTimeProvider(DateTimeOffset? start = null)
        : this(start, null)
    {
    }

    internal VirtualTimeProvider(DateTimeOffset? start, Func<ulong>? tieBreak)
    {
        _start = start ?? DefaultStart;
        _tieBreak = tieBreak ?? (() => _timerNumber++);
    }

    /// <summary>How much time has passed since the beginning.</summary>
    public TimeSpan Elapsed { get; private set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>When the next timer is due, as time elapsed; null without timers.</summary>
    internal TimeSpan? NextDue => _timers.NextDue == long.MaxValue ? null : new TimeSpan(_timers.NextDue);

    public override DateTimeOffset GetUtcNow() => _start + Elapsed;

    public override long GetTimestamp() => Elapsed.Ticks;

    /// <summary>Lets time pass and fires what becomes due on the way, each at its own time.</summary>
    public void Advance(TimeSpan by)
    {
        TimeSpan end = Elapsed + by;
        while (_timers.TryTake(end.Ticks, out DelayedMessage? delayed, out long due))
        {
            Elapsed = new TimeSpan(Math.Max(due, Elapsed.Ticks));
            delayed.Fire();
        }

        Elapsed = end;
    }

    /// <summary>Moves the wall clock, as a person or a time server would; timers keep their distance.</summary>
    public void ShiftWallClock(TimeSpan by) => _start += by;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new VirtualTimer(this, () => callback(state), dueTime, period);

    internal DelayedMessage Schedule(TimeSpan delay, Action fire, Func<bool>? ownerGone = null)
    {
        var delayed = new DelayedMessage(fire, ownerGone);
        _timers.Add(delayed, Elapsed.Ticks + Math.Max(0, delay.Ticks), _tieBreak());
        return delayed;
    }

    private sealed class VirtualTimer : ITimer
    {
        private readonly VirtualTimeProvider _time;
        private readonly Action _callback;
        private DelayedMessage? _next;
        private TimeSpan _period;

        public VirtualTimer(VirtualTimeProvider time, Action callback, TimeSpan dueTime, TimeSpan period)
        {
            _time = time;
            _callback = callback;
            Change(dueTime, period);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            _next?.Dispose();
            _period = period;
            _next = dueTime == Timeout.InfiniteTimeSpan ? null : _time.Schedule(dueTime, Fire);
            return true;
        }

        public void Dispose() => _next?.Dispose();

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Fire()
        {
            _next = _period > TimeSpan.Zero ? _time.Schedule(_period, Fire) : null;
            _callback();
        }
    }
}
