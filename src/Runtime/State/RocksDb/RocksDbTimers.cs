using System.Buffers.Binary;
using FlinkSql.Columnar;
using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.State.Keyed;

namespace FlinkSql.Runtime.State.RocksDb;

/// <summary>Timers on the disk: they are written at the time at which they are due.</summary>
internal sealed class RocksDbTimers(RocksDbKeyedState owner, byte number, string name)
    : RocksDbState(owner, number, default), ITimers
{
    private readonly SavedState _saved = new(
        owner.Setup, "timers", name, new Field("time", DataTypes.BigInt.NotNull()));

    private readonly byte[] _time = new byte[sizeof(long)];

    public long Next => FindFirst(out _) ? First : long.MaxValue;

    protected override bool HasTimes => true;

    public void Set(long time) => Put(PlaceOf(Owner.Key, time), null, time);

    public bool Delete(long time) => Remove(PlaceOf(Owner.Key, time));

    public bool TryTake(long upTo, out long time)
    {
        time = First;
        if (time > upTo || !FindFirst(out byte[] place) || First > upTo)
        {
            return false;
        }

        time = First;
        KeyOf(place, out StateKey key);
        Owner.Key = key;
        return Remove(place);
    }

    public override void Snapshot(StateSnapshot snapshot) => Save(snapshot, _saved, (_, time, _) => [time]);

    public override void Restore(RestoredState state)
    {
        foreach ((StateKey key, object?[] columns) in _saved.Load(state))
        {
            long time = (long)columns[0]!;
            Put(PlaceOf(key, time), null, time);
        }
    }

    private ReadOnlySpan<byte> PlaceOf(StateKey key, long time)
    {
        BinaryPrimitives.WriteInt64BigEndian(_time, time);
        return Place(key, _time);
    }
}
