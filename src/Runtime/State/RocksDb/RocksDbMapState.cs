using System.Diagnostics.CodeAnalysis;
using FlinkSql.Columnar;
using FlinkSql.Columnar.State;
using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.State.Keyed;

namespace FlinkSql.Runtime.State.RocksDb;

/// <summary>Maps by key on the disk.</summary>
internal sealed class RocksDbMapState<TKey, TValue>(
    RocksDbKeyedState owner, byte number, StateSpec<TValue> spec, StateType<TKey> keys)
    : RocksDbState(owner, number, spec.Ttl), IMapState<TKey, TValue>
{
    private readonly StateWriter _entry = new();
    private readonly SavedState _saved = new(
        owner.Setup,
        "map",
        spec.Name,
        SavedState.Written,
        new Field("map_key", keys.Column),
        new Field("map_value", spec.Type.Column));

    IReadOnlyList<KeyValuePair<TKey, TValue>> IMapState<TKey, TValue>.Entries
    {
        get
        {
            CleanUp();
            return
            [
                .. All(Owner.Key).Select(entry => KeyValuePair.Create(
                    keys.Load(EntryOf(KeyOf(entry.Place, out _))), spec.Type.Load(entry.Value))),
            ];
        }
    }

    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        CleanUp();
        bool found = TryGet(PlaceOf(Owner.Key, keys.Save(key)), out _, out object? kept);
        value = found ? spec.Type.Load(kept) : default;
        return found;
    }

    public void Put(TKey key, TValue value)
    {
        long now = CleanUp();
        Put(PlaceOf(Owner.Key, keys.Save(key)), spec.Type.Save(value), now);
    }

    public bool Remove(TKey key)
    {
        CleanUp();
        return Remove(PlaceOf(Owner.Key, keys.Save(key)));
    }

    public void Clear() => RemoveAll(Owner.Key);

    public override void Snapshot(StateSnapshot snapshot) =>
        Save(snapshot, _saved, (entry, written, value) => [written, EntryOf(entry), value]);

    public override void Restore(RestoredState state)
    {
        foreach ((StateKey key, object?[] columns) in _saved.Load(state))
        {
            Put(PlaceOf(key, columns[1]), columns[2], (long)columns[0]!);
        }
    }

    private ReadOnlySpan<byte> PlaceOf(StateKey key, object? entry)
    {
        _entry.Clear();
        ValueCodec.Write(entry, _entry);
        return Place(key, _entry.Written);
    }

    private static object? EntryOf(StateReader entry) => ValueCodec.Read(ref entry);
}
