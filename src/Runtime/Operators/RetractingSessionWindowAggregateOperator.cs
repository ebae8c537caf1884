using System.Runtime.CompilerServices;
using FlinkSql.Columnar;
using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.State;

namespace FlinkSql.Runtime.Operators;

/// <summary>
/// Sessions per key over rows that may be taken back: a session then ends earlier, or falls into two. A row that takes
/// back one that is not there, or not any more, has no effect.
/// </summary>
/// <param name="gap">The gap in ms.</param>
/// <param name="schema">The columns of the result.</param>
/// <param name="time">What decides when a session closes.</param>
/// <param name="firing">When sessions fire; null is once, at their end.</param>
public abstract class RetractingSessionWindowAggregateOperator<TKey, TState>(
    long gap, Schema schema, WindowTime time, WindowFiring? firing = null)
    : SessionOperator<TKey, TState>(gap, schema, time, firing)
    where TKey : struct, IStateKey<TKey>
    where TState : struct
{
    private KeyedTable<TKey, SessionMoments<TState>>? _sessions;

    private KeyedTable<TKey, SessionMoments<TState>> Sessions => _sessions!;

    public override void Close()
    {
        base.Close();
        _sessions?.Release();
    }

    /// <summary>The state of the rows of a time; a null reference when the row has no effect.</summary>
    protected ref TState Find(in TKey key, long start, bool isRetraction, RecordBatch batch, int row)
    {
        ref SessionMoments<TState> group = ref Sessions.GetOrAdd(in key, out bool added);
        group.Moments ??= [];
        int index = group.Search(start);
        if (index >= 0)
        {
            return ref group.Moments[index].State;
        }

        index = ~index;
        long end = start + Gap;
        bool late = !Touches(in group, index, start) && IsLate(end);
        if (late || isRetraction)
        {
            if (late)
            {
                DropLate(batch, row, start, end);
            }

            if (added)
            {
                Sessions.Remove(in key);
            }

            return ref Unsafe.NullRef<TState>();
        }

        var moment = new SessionMoments<TState>.Moment { Time = start };
        group.Moments.Insert(index, moment);
        Context.Metrics.StateEntries++;
        if (added || end < group.Timer)
        {
            SetTimer(in key, ref group.Timer, end);
        }

        return ref moment.State;
    }

    /// <summary>The last row of a time was taken back.</summary>
    protected void Forget(in TKey key, long start)
    {
        ref SessionMoments<TState> group = ref Sessions.Find(in key);
        group.Moments.RemoveAt(group.Search(start));
        Context.Metrics.StateEntries--;
        if (group.Moments.Count == 0)
        {
            Sessions.Remove(in key);
        }
        else if (FirstEnd(in group, out _) is long end && end < group.Timer)
        {
            SetTimer(in key, ref group.Timer, end);
        }
    }

    protected override void OnOpen()
    {
        base.OnOpen();
        _sessions = new KeyedTable<TKey, SessionMoments<TState>>(Context.Memory);
    }

    private protected sealed override void SaveGroups(StateSnapshot snapshot)
    {
        var rows = new KeyedRows<TKey>();
        foreach (ref KeyedTable<TKey, SessionMoments<TState>>.Entry entry in Sessions.Entries)
        {
            foreach (SessionMoments<TState>.Moment moment in entry.State.Moments)
            {
                SaveState(ref moment.State, rows.Add(in entry.Key, moment.Time, entry.State.Timer));
            }
        }

        Save(snapshot, MomentTable, rows);
        SaveTimers(snapshot);
    }

    private protected sealed override void LoadGroups(RestoredState state)
    {
        foreach (SavedRow<TKey> row in Load(state, MomentTable))
        {
            ref SessionMoments<TState> group = ref Sessions.GetOrAdd(row.Key, out _);
            var moment = new SessionMoments<TState>.Moment { Time = row.Number(0) };
            LoadState(ref moment.State, in row);
            (group.Moments ??= []).Add(moment);
            group.Timer = row.Number(1);
            Context.Metrics.StateEntries++;
        }

        LoadTimers(state);
    }

    private StateTable MomentTable => KeyedTable(
        "moments",
        new Field("time", DataTypes.Timestamp3.NotNull()), new Field("timer", DataTypes.Timestamp3.NotNull()));

    private protected sealed override void KeepAllTexts(StringDictionary texts)
    {
        foreach (ref KeyedTable<TKey, SessionMoments<TState>>.Entry group in Sessions.Entries)
        {
            KeepTexts(in group.Key, texts);
        }
    }

    private protected sealed override void OnDue(in TKey key, long end)
    {
        ref SessionMoments<TState> group = ref Sessions.Find(in key);
        if (Unsafe.IsNullRef(ref group) || group.Timer != end)
        {
            return;
        }

        long firstEnd = FirstEnd(in group, out int count);
        if (firstEnd <= end)
        {
            ref TState state = ref group.Moments[0].State;
            for (int index = 1; index < count; index++)
            {
                Merge(ref state, ref group.Moments[index].State);
            }

            EmitGroup(in key, ref state, group.Moments[0].Time, firstEnd);
            SendFull();
            group.Moments.RemoveRange(0, count);
            Context.Metrics.StateEntries -= count;
            if (group.Moments.Count == 0)
            {
                Sessions.Remove(in key);
                return;
            }

            firstEnd = FirstEnd(in group, out _);
        }

        SetTimer(in key, ref group.Timer, firstEnd);
    }

    private protected sealed override long LastClose()
    {
        long last = Exchange.WatermarkElement.Min;
        foreach (ref KeyedTable<TKey, SessionMoments<TState>>.Entry group in Sessions.Entries)
        {
            last = Math.Max(last, FinalAt(group.State.Moments[^1].Time + Gap));
        }

        return last;
    }

    private long FirstEnd(in SessionMoments<TState> group, out int count)
    {
        count = group.FirstSession(Gap);
        return group.Moments[count - 1].Time + Gap;
    }

    // Whether a time joins a session, which is open because it has not fired.
    private bool Touches(in SessionMoments<TState> group, int index, long start) =>
        (index > 0 && start - group.Moments[index - 1].Time <= Gap)
        || (index < group.Moments.Count && group.Moments[index].Time - start <= Gap);
}
