using FlinkSql.Columnar;
using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.Exchange;
using FlinkSql.Runtime.State;

namespace FlinkSql.Runtime.Operators;

/// <summary>
/// What all sessions have in common: a row is the window [time, time + gap), windows of a key that touch are one, and a
/// session fires when the watermark passes its last instant.
/// </summary>
/// <remarks>
/// A key has one timer, at or before the end of its first session; it is looked at when it is due and set anew when
/// rows have moved the end, so that a row that only extends a session costs nothing but its state.
/// </remarks>
/// <param name="gap">The gap in ms.</param>
/// <param name="schema">The columns of the result.</param>
/// <param name="time">What decides when a session closes.</param>
/// <param name="firing">When sessions fire; null is once, at their end.</param>
public abstract class SessionOperator<TKey, TState>(long gap, Schema schema, WindowTime time, WindowFiring? firing)
    : WindowAggregateOperator<TKey, TState>(schema, time, firing)
    where TKey : struct, IStateKey<TKey>
    where TState : struct
{
    private const long LeastStretch = 100;

    private readonly SessionTimers<TKey> _timers = new(Math.Max(LeastStretch, gap / 8));
    private Func<TKey, long, bool>? _isPutOff;

    // The time of the first timer when windows last fired, or of one set since.
    private long _first = long.MaxValue;

    private protected sealed override bool MarksInLoop => true;

    private protected long Gap => gap;

    /// <summary>The time of an instant on the line windows lie on.</summary>
    protected long WindowTimeOf(long instant) => WindowLine.FromInstant(instant);

    /// <summary>The time on the clock of the runtime, on the line windows lie on.</summary>
    protected long ProcessingTimeNow => WindowLine.FromInstant(Context.Now);

    protected override void OnOpen()
    {
        base.OnOpen();
        Boundary = WatermarkElement.Max;
    }

    /// <summary>A timer of a key is due; it may be one that was replaced since.</summary>
    private protected abstract void OnDue(in TKey key, long end);

    /// <summary>Whether a timer of a key that is due soon need not be: it was replaced, or is here, since rows have moved the end.</summary>
    private protected virtual bool IsPutOff(in TKey key, long end) => false;

    private protected sealed override (long At, int Open) NextWindow() => _timers.IsEmpty
        ? (long.MaxValue, 0)
        : (FinalAt(_timers.First), (int)Math.Min(Context.Metrics.StateEntries, int.MaxValue));

    private protected sealed override void Fire(long watermark)
    {
        _isPutOff ??= (key, end) => IsPutOff(in key, end);
        while (!_timers.IsEmpty && FinalAt(_timers.First) <= watermark)
        {
            if (!_timers.Draw(_isPutOff) && _timers.TryTake(out TKey key, out long end))
            {
                OnDue(in key, end);
            }
        }

        SweepTexts();
        _first = _timers.First;
        Boundary = _timers.IsEmpty ? WatermarkElement.Max : FinalAt(_first);
        if (ProcessingTime && !_timers.IsEmpty)
        {
            Context.SetTimer(Boundary + 1);
        }
    }

    /// <summary>Sets the timer of a key, which is kept with it, to an end.</summary>
    private protected void SetTimer(in TKey key, ref long timer, long end)
    {
        timer = end;
        bool first = end < _first;
        _timers.Add(in key, end);
        if (first)
        {
            _first = end;
            Boundary = FinalAt(end);
            if (ProcessingTime)
            {
                Context.SetTimer(Boundary + 1);
            }
        }
    }

    /// <summary>
    /// Adds the timers to a checkpoint, also those that were replaced since, in an order from which the same queue is made
    /// again: what ends at one time fires in the same order.
    /// </summary>
    private protected void SaveTimers(StateSnapshot snapshot)
    {
        Func<IEnumerable<(TKey Key, long End)>> timers = _timers.Copy();
        Save(
            snapshot,
            TimerTable,
            () =>
            {
                var rows = new KeyedRows<TKey>();
                foreach ((TKey key, long end) in timers())
                {
                    rows.Add(in key, end);
                }

                return rows;
            });
    }

    private protected void LoadTimers(RestoredState state)
    {
        foreach (SavedRow<TKey> row in Load(state, TimerTable))
        {
            _timers.Add(row.Key, row.Number(0));
        }
    }

    private StateTable TimerTable => KeyedTableOf("timers", new Field("window_end", DataTypes.Timestamp3.NotNull()));

    private protected bool IsLate(long end) => FinalAt(end) <= Watermark;
}
