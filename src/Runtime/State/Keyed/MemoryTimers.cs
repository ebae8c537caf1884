using FlinkSql.Columnar;
using FlinkSql.Runtime.Checkpoints;

namespace FlinkSql.Runtime.State.Keyed;

/// <summary>Timers in memory; those of one time come in the order in which they were set.</summary>
internal sealed class MemoryTimers(MemoryKeyedState owner, string name) : MemoryState(owner, default), ITimers
{
    private readonly SavedState _saved = new(
        owner.Setup, "timers", name, new Field("time", DataTypes.BigInt.NotNull()));

    private readonly Dictionary<(StateKey Key, long Time), long> _turns = [];
    private readonly SortedSet<(long Time, long Turn)> _order = [];
    private readonly Dictionary<long, StateKey> _keys = [];
    private long _turn;

    public override long Entries => _order.Count;

    public override IReadOnlyList<StateKey> Keys => [.. _keys.Values.Distinct()];

    public long Next => _order.Count == 0 ? long.MaxValue : _order.Min.Time;

    public void Set(long time) => Set(Key, time);

    public bool Delete(long time)
    {
        if (!_turns.Remove((Key, time), out long turn))
        {
            return false;
        }

        _order.Remove((time, turn));
        return _keys.Remove(turn);
    }

    public bool TryTake(long upTo, out long time)
    {
        (time, long turn) = _order.Min;
        if (_order.Count == 0 || time > upTo)
        {
            return false;
        }

        Owner.Key = _keys[turn];
        return Delete(time);
    }

    public override void Snapshot(StateSnapshot snapshot)
    {
        (StateKey Key, long Time)[] copy = [.. _order.Select(timer => (_keys[timer.Turn], timer.Time))];
        _saved.Save(snapshot, copy, timer => timer.Key, timer => [timer.Time]);
    }

    public override void Restore(RestoredState state)
    {
        foreach ((StateKey key, object?[] columns) in _saved.Load(state))
        {
            Set(key, (long)columns[0]!);
        }
    }

    protected override void Remove(Cell cell) => throw new InvalidOperationException("runtime: timers do not end");

    private void Set(StateKey key, long time)
    {
        if (_turns.TryAdd((key, time), _turn))
        {
            _order.Add((time, _turn));
            _keys.Add(_turn++, key);
        }
    }
}
