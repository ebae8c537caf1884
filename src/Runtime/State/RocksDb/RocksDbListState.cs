using System.Buffers.Binary;
using FlinkSql.Columnar;
using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.State.Keyed;

namespace FlinkSql.Runtime.State.RocksDb;

/// <summary>Lists by key on the disk. Elements are told apart by a number that grows.</summary>
internal sealed class RocksDbListState<T>(RocksDbKeyedState owner, byte number, StateSpec<T> spec)
    : RocksDbState(owner, number, spec.Ttl), IListState<T>
{
    private readonly SavedState _saved = new(
        owner.Setup, "list", spec.Name, SavedState.Written, new Field("value", spec.Type.Column));

    private readonly byte[] _turn = new byte[sizeof(long)];
    private long _turns;

    public IReadOnlyList<T> Values
    {
        get
        {
            CleanUp();
            return [.. All(Owner.Key).Select(element => spec.Type.Load(element.Value))];
        }
    }

    public void Add(T value) => Add(Owner.Key, spec.Type.Save(value), CleanUp());

    public void Replace(IEnumerable<T> values)
    {
        T[] others = [.. values];
        Clear();
        Array.ForEach(others, Add);
    }

    public void Clear() => RemoveAll(Owner.Key);

    public override void Snapshot(StateSnapshot snapshot) => Save(snapshot, _saved, (_, written, value) => [written, value]);

    /// <summary>All of a key are in one subtask's part of the checkpoint, in their order.</summary>
    public override void Restore(RestoredState state)
    {
        foreach ((StateKey key, object?[] columns) in _saved.Load(state))
        {
            Add(key, columns[1], (long)columns[0]!);
        }
    }

    private void Add(StateKey key, object? value, long written)
    {
        BinaryPrimitives.WriteInt64BigEndian(_turn, _turns++);
        Put(Place(key, _turn), value, written);
    }
}
