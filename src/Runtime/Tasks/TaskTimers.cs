using FlinkSql.Runtime.Scheduling;

namespace FlinkSql.Runtime.Tasks;

/// <summary>
/// Processing-time timers of the operators of one task. Only the first is known to the runtime; equal timers of one
/// operator are one. Timers that become due while the task may not run wait here until it may.
/// </summary>
internal sealed class TaskTimers(IRuntime runtime, Mailbox mailbox)
{
    private readonly SortedSet<(long Time, int Operator)> _timers = [];
    private readonly List<(long Time, int Operator)> _due = [];
    private IDisposable? _armed;
    private long _armedFor = long.MaxValue;
    private bool _rang;

    public void Set(int operatorIndex, long time)
    {
        _timers.Add((time, operatorIndex));
        Arm();
    }

    /// <summary>The runtime says that the first may be due.</summary>
    public void OnDue()
    {
        _rang = true;
        _armedFor = long.MaxValue;
    }

    /// <summary>
    /// Takes all that are due, earliest first. Timers set while these are dealt with come with a later message, so
    /// that a timer set for now never keeps the task from its input.
    /// </summary>
    public IReadOnlyList<(long Time, int Operator)> TakeDue()
    {
        _due.Clear();
        if (_rang)
        {
            _rang = false;
            long now = Now();
            while (_timers.Count != 0 && _timers.Min.Time <= now)
            {
                _due.Add(_timers.Min);
                _timers.Remove(_timers.Min);
            }

            Arm();
        }

        return _due;
    }

    public void Clear()
    {
        _timers.Clear();
        _armed?.Dispose();
    }

    private void Arm()
    {
        if (_timers.Count == 0 || _rang || _timers.Min.Time >= _armedFor)
        {
            return;
        }

        _armed?.Dispose();
        _armedFor = _timers.Min.Time;
        _armed = runtime.After(Delay(_armedFor - Now()), mailbox, TimersDue.Instance);
    }

    private static TimeSpan Delay(long milliseconds) =>
        TimeSpan.FromMilliseconds(Math.Clamp(milliseconds, 0, (long)TimeSpan.FromDays(365).TotalMilliseconds));

    private long Now() => runtime.Clock.GetUtcNow().ToUnixTimeMilliseconds();
}
