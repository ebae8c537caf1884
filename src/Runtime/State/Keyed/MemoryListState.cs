using FlinkSql.Columnar;
using FlinkSql.Runtime.Checkpoints;

namespace FlinkSql.Runtime.State.Keyed;

/// <summary>Lists by key in memory.</summary>
internal sealed class MemoryListState<T>(MemoryKeyedState owner, StateSpec<T> spec)
    : MemoryState(owner, spec.Ttl), IListState<T>
{
    private readonly Dictionary<StateKey, List<Cell<T>>> _lists = [];
    private readonly SavedState _saved = new(
        owner.Setup, "list", spec.Name, SavedState.Written, new Field("value", spec.Type.Column));

    private long _entries;

    public override long Entries => _entries;

    public override IReadOnlyList<StateKey> Keys => [.. _lists.Keys];

    public IReadOnlyList<T> Values
    {
        get
        {
            CleanUp();
            return _lists.TryGetValue(Key, out List<Cell<T>>? list) ? [.. list.Select(cell => cell.Value)] : [];
        }
    }

    public void Add(T value) => Add(Key, value, CleanUp());

    public void Replace(IEnumerable<T> values)
    {
        T[] others = [.. values];
        Clear();
        Array.ForEach(others, Add);
    }

    public void Clear()
    {
        if (_lists.Remove(Key, out List<Cell<T>>? list))
        {
            _entries -= list.Count;
            list.ForEach(Expiry.Forget);
        }
    }

    public override void Snapshot(StateSnapshot snapshot)
    {
        CleanUp();
        Cell<T>[] copy = [.. _lists.Values.SelectMany(list => list)];
        _saved.Save(snapshot, copy, cell => cell.Key, cell => [cell.Written, spec.Type.Save(cell.Value)]);
    }

    /// <summary>Elements of a key were written in their order, so that order by time keeps it.</summary>
    public override void Restore(RestoredState state)
    {
        foreach ((StateKey key, object?[] columns) in _saved.Load(state).OrderBy(row => (long)row.Columns[0]!))
        {
            Add(key, spec.Type.Load(columns[1]), (long)columns[0]!);
        }
    }

    protected override void Remove(Cell cell)
    {
        Expiry.Forget(cell);
        _entries--;
        List<Cell<T>> list = _lists[cell.Key];
        list.Remove((Cell<T>)cell);
        if (list.Count == 0)
        {
            _lists.Remove(cell.Key);
        }
    }

    private void Add(StateKey key, T value, long written)
    {
        if (!_lists.TryGetValue(key, out List<Cell<T>>? list))
        {
            _lists.Add(key, list = []);
        }

        var cell = new Cell<T>(key, value);
        list.Add(cell);
        _entries++;
        Expiry.Write(cell, written);
    }
}
