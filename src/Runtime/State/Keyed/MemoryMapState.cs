using System.Diagnostics.CodeAnalysis;
using FlinkSql.Columnar;
using FlinkSql.Runtime.Checkpoints;

namespace FlinkSql.Runtime.State.Keyed;

/// <summary>Maps by key in memory; their keys are compared in the form in which a column holds them.</summary>
internal sealed class MemoryMapState<TKey, TValue>(
    MemoryKeyedState owner, StateSpec<TValue> spec, StateType<TKey> keys)
    : MemoryState(owner, spec.Ttl), IMapState<TKey, TValue>
{
    private readonly Dictionary<StateKey, Dictionary<StateKey, Cell<TKey, TValue>>> _maps = [];
    private readonly SavedState _saved = new(
        owner.Setup,
        "map",
        spec.Name,
        SavedState.Written,
        new Field("map_key", keys.Column),
        new Field("map_value", spec.Type.Column));

    private long _entries;

    public override long Entries => _entries;

    public override IReadOnlyList<StateKey> Keys => [.. _maps.Keys];

    IReadOnlyList<KeyValuePair<TKey, TValue>> IMapState<TKey, TValue>.Entries
    {
        get
        {
            CleanUp();
            return _maps.TryGetValue(Key, out Dictionary<StateKey, Cell<TKey, TValue>>? map)
                ? [.. map.Values.Select(cell => KeyValuePair.Create(cell.Entry, cell.Value))]
                : [];
        }
    }

    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        CleanUp();
        Cell<TKey, TValue>? cell = Find(key);
        value = cell is null ? default : cell.Value;
        return cell is not null;
    }

    public void Put(TKey key, TValue value) => Put(Key, key, value, CleanUp());

    public bool Remove(TKey key)
    {
        CleanUp();
        if (Find(key) is not { } cell)
        {
            return false;
        }

        Remove(cell);
        return true;
    }

    public void Clear()
    {
        if (_maps.Remove(Key, out Dictionary<StateKey, Cell<TKey, TValue>>? map))
        {
            _entries -= map.Count;
            foreach (Cell<TKey, TValue> cell in map.Values)
            {
                Expiry.Forget(cell);
            }
        }
    }

    public override void Snapshot(StateSnapshot snapshot)
    {
        CleanUp();
        (Cell<TKey, TValue> Cell, TValue Value, long Written)[] copy =
        [
            .. _maps.Values.SelectMany(map => map.Values).OrderBy(cell => cell.Written)
                .Select(cell => (cell, cell.Value, cell.Written)),
        ];
        _saved.Save(
            snapshot,
            copy,
            each => each.Cell.Key,
            each => [each.Written, keys.Save(each.Cell.Entry), spec.Type.Save(each.Value)]);
    }

    public override void Restore(RestoredState state)
    {
        foreach ((StateKey key, object?[] columns) in _saved.Load(state).OrderBy(row => (long)row.Columns[0]!))
        {
            Put(key, keys.Load(columns[1]), spec.Type.Load(columns[2]), (long)columns[0]!);
        }
    }

    protected override void Remove(Cell cell)
    {
        Expiry.Forget(cell);
        _entries--;
        Dictionary<StateKey, Cell<TKey, TValue>> map = _maps[cell.Key];
        map.Remove(new StateKey(keys.Save(((Cell<TKey, TValue>)cell).Entry)));
        if (map.Count == 0)
        {
            _maps.Remove(cell.Key);
        }
    }

    private Cell<TKey, TValue>? Find(TKey key) =>
        _maps.TryGetValue(Key, out Dictionary<StateKey, Cell<TKey, TValue>>? map)
            ? map.GetValueOrDefault(new StateKey(keys.Save(key)))
            : null;

    private void Put(StateKey owner, TKey key, TValue value, long written)
    {
        if (!_maps.TryGetValue(owner, out Dictionary<StateKey, Cell<TKey, TValue>>? map))
        {
            _maps.Add(owner, map = []);
        }

        var entry = new StateKey(keys.Save(key));
        if (map.TryGetValue(entry, out Cell<TKey, TValue>? cell))
        {
            cell.Value = value;
        }
        else
        {
            map.Add(entry, cell = new Cell<TKey, TValue>(owner, key, value));
            _entries++;
        }

        Expiry.Write(cell, written);
    }
}
