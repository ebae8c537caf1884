using System.Diagnostics.CodeAnalysis;
using FlinkSql.Columnar;
using FlinkSql.Runtime.Checkpoints;

namespace FlinkSql.Runtime.State.Keyed;

/// <summary>Values by key in memory.</summary>
internal sealed class MemoryValueState<T>(MemoryKeyedState owner, StateSpec<T> spec)
    : MemoryState(owner, spec.Ttl), IValueState<T>
{
    private readonly Dictionary<StateKey, Cell<T>> _cells = [];
    private readonly SavedState _saved = new(
        owner.Setup, "value", spec.Name, SavedState.Written, new Field("value", spec.Type.Column));

    public override long Entries => _cells.Count;

    public override IReadOnlyList<StateKey> Keys => [.. _cells.Keys];

    public bool TryGet([MaybeNullWhen(false)] out T value)
    {
        CleanUp();
        bool found = _cells.TryGetValue(Key, out Cell<T>? cell);
        value = found ? cell!.Value : default;
        return found;
    }

    public void Put(T value) => Put(Key, value, CleanUp());

    public void Clear()
    {
        if (_cells.TryGetValue(Key, out Cell<T>? cell))
        {
            Remove(cell);
        }
    }

    public override void Snapshot(StateSnapshot snapshot)
    {
        CleanUp();
        (Cell<T> Cell, T Value, long Written)[] copy =
            [.. _cells.Values.OrderBy(cell => cell.Written).Select(cell => (cell, cell.Value, cell.Written))];
        _saved.Save(snapshot, copy, each => each.Cell.Key, each => [each.Written, spec.Type.Save(each.Value)]);
    }

    public override void Restore(RestoredState state)
    {
        foreach ((StateKey key, object?[] columns) in _saved.Load(state).OrderBy(row => (long)row.Columns[0]!))
        {
            Put(key, spec.Type.Load(columns[1]), (long)columns[0]!);
        }
    }

    protected override void Remove(Cell cell)
    {
        Expiry.Forget(cell);
        _cells.Remove(cell.Key);
    }

    private void Put(StateKey key, T value, long written)
    {
        if (_cells.TryGetValue(key, out Cell<T>? cell))
        {
            cell.Value = value;
        }
        else
        {
            _cells.Add(key, cell = new Cell<T>(key, value));
        }

        Expiry.Write(cell, written);
    }
}
