using System.Diagnostics.CodeAnalysis;
using FlinkSql.Columnar;
using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.State.Keyed;

namespace FlinkSql.Runtime.State.RocksDb;

/// <summary>Values by key on the disk.</summary>
internal sealed class RocksDbValueState<T>(RocksDbKeyedState owner, byte number, StateSpec<T> spec)
    : RocksDbState(owner, number, spec.Ttl), IValueState<T>
{
    private readonly SavedState _saved = new(
        owner.Setup, "value", spec.Name, SavedState.Written, new Field("value", spec.Type.Column));

    public bool TryGet([MaybeNullWhen(false)] out T value)
    {
        CleanUp();
        bool found = TryGet(Place(Owner.Key), out _, out object? kept);
        value = found ? spec.Type.Load(kept) : default;
        return found;
    }

    public void Put(T value)
    {
        long now = CleanUp();
        Put(Place(Owner.Key), spec.Type.Save(value), now);
    }

    public void Clear() => Remove(Place(Owner.Key));

    public override void Snapshot(StateSnapshot snapshot) => Save(snapshot, _saved, (_, written, value) => [written, value]);

    public override void Restore(RestoredState state)
    {
        foreach ((StateKey key, object?[] columns) in _saved.Load(state))
        {
            Put(Place(key), columns[1], (long)columns[0]!);
        }
    }
}
