using System.Buffers.Binary;
using FlinkSql.Columnar.State;
using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.State.Keyed;

namespace FlinkSql.Runtime.State.RocksDb;

/// <summary>
/// One state of <see cref="RocksDbKeyedState"/>. What it holds lies under its number, a mark, the key and what tells things of one key
/// apart; the value is when it was written, and what was. By another mark the same lies under the time at which it was written,
/// where state ends. What has ended is forgotten before anything else is done.
/// </summary>
internal abstract class RocksDbState(RocksDbKeyedState owner, byte number, StateTtl ttl)
{
    private const byte Held = 0;
    private const byte Times = 1;

    /// <summary>Bytes in front of the key.</summary>
    private const int Prefix = 2;

    private readonly StateWriter _key = new();
    private readonly StateWriter _value = new();
    private readonly StateWriter _time = new();

    // No time is before it; none is there where it is empty. What was taken from the front is not looked at again.
    private byte[] _head = [];

    /// <summary>Things held.</summary>
    public long Entries { get; private set; }

    /// <summary>The keys it holds something of.</summary>
    public IReadOnlyList<StateKey> Keys
    {
        get
        {
            var keys = new List<StateKey>();
            using RocksDbCursor cursor = Store.Scan();
            byte[] prefix = [number, Held];
            for (bool found = cursor.Seek(prefix); found && cursor.Key.StartsWith(prefix); found = cursor.Next())
            {
                // Those of one key lie side by side.
                StateReader rest = KeyOf(cursor.Key, out StateKey key);
                if (keys.Count == 0 || !key.Equals(keys[^1]))
                {
                    keys.Add(key);
                }
            }

            return keys;
        }
    }

    protected RocksDbKeyedState Owner => owner;

    protected RocksDbStore Store => owner.Store;

    /// <summary>The first of the times.</summary>
    protected long First => _head.Length == 0
        ? long.MaxValue : BinaryPrimitives.ReadInt64BigEndian(_head.AsSpan(Prefix)) ^ long.MinValue;

    public abstract void Snapshot(StateSnapshot snapshot);

    public abstract void Restore(RestoredState state);

    /// <summary>Forgets what has ended; gives the time.</summary>
    public long CleanUp()
    {
        long now = owner.Setup.Now;
        while (ttl.Expired(First, now) && FindFirst(out byte[] held) && ttl.Expired(First, now))
        {
            Delete(held, First);
            Store.Write();
            owner.Setup.Metrics.ExpiredState++;
        }

        return now;
    }

    /// <summary>Where something of a key lies. The bytes are good until the next is asked for.</summary>
    /// <param name="key">The key.</param>
    /// <param name="rest">What tells it apart; see <see cref="ValueCodec"/>.</param>
    protected ReadOnlySpan<byte> Place(StateKey key, ReadOnlySpan<byte> rest = default)
    {
        _key.Clear();
        _key.Write(number);
        _key.Write(Held);
        ValueCodec.Write(key, _key);
        _key.WriteMemory(rest);
        return _key.Written;
    }

    /// <summary>Reads what lies at a place: when it was written, and what.</summary>
    protected bool TryGet(ReadOnlySpan<byte> place, out long written, out object? value)
    {
        using RocksDbValue found = Store.Get(place);
        (written, value) = (0, null);
        if (found.IsNull)
        {
            return false;
        }

        (written, value) = Read(found.Bytes);
        return true;
    }

    /// <summary>Puts something in the place of what was there.</summary>
    protected void Put(ReadOnlySpan<byte> place, object? value, long written)
    {
        bool known;
        long before = 0;
        using (RocksDbValue found = Store.Get(place))
        {
            known = !found.IsNull;
            before = known ? new StateReader(found.Bytes).Read<long>() : 0;
        }

        if (known)
        {
            Delete(place, before);
        }

        _value.Clear();
        _value.Write(written);
        ValueCodec.Write(value, _value);
        Store.Put(place, _value.Written);
        Entries++;
        if (HasTimes)
        {
            ReadOnlySpan<byte> time = TimeOf(written, place);
            Store.Put(time, []);
            if (_head.Length == 0 || time.SequenceCompareTo(_head) < 0)
            {
                _head = time.ToArray();
            }
        }

        Store.Write();
    }

    /// <summary>Takes something away; false when there is nothing.</summary>
    protected bool Remove(ReadOnlySpan<byte> place)
    {
        long written;
        using (RocksDbValue found = Store.Get(place))
        {
            if (found.IsNull)
            {
                return false;
            }

            written = new StateReader(found.Bytes).Read<long>();
        }

        Delete(place, written);
        Store.Write();
        return true;
    }

    /// <summary>All of a key: what tells it apart, when it was written, and what.</summary>
    protected List<(byte[] Place, long Written, object? Value)> All(StateKey key)
    {
        var all = new List<(byte[], long, object?)>();
        byte[] prefix = Place(key).ToArray();
        using RocksDbCursor cursor = Store.Scan();
        for (bool found = cursor.Seek(prefix); found && cursor.Key.StartsWith(prefix); found = cursor.Next())
        {
            (long written, object? value) = Read(cursor.Value);
            all.Add((cursor.Key.ToArray(), written, value));
        }

        return all;
    }

    /// <summary>Takes all of a key away.</summary>
    protected void RemoveAll(StateKey key)
    {
        foreach ((byte[] place, long written, _) in All(key))
        {
            Delete(place, written);
        }

        Store.Write();
    }

    /// <summary>What is behind the key in a place, and the key.</summary>
    protected StateReader KeyOf(ReadOnlySpan<byte> place, out StateKey key)
    {
        var reader = new StateReader(place[Prefix..]);
        key = ValueCodec.ReadKey(ref reader, owner.Setup.Key.Count);
        return reader;
    }

    /// <summary>Whether things are found by their times.</summary>
    protected virtual bool HasTimes => ttl.IsOn;

    /// <summary>Finds where the thing with the first time lies, which then is <see cref="First"/>.</summary>
    protected bool FindFirst(out byte[] place)
    {
        place = [];
        if (_head.Length == 0)
        {
            return false;
        }

        using RocksDbCursor cursor = Store.Scan();
        bool found = cursor.Seek(_head) && cursor.Key.StartsWith((ReadOnlySpan<byte>)[number, Times]);
        _head = found ? cursor.Key.ToArray() : [];
        if (found)
        {
            place = _head[(Prefix + sizeof(long))..];
        }

        return found;
    }

    /// <summary>Adds all there is to a checkpoint, in rows that are read later.</summary>
    /// <param name="snapshot">The checkpoint.</param>
    /// <param name="saved">Its table.</param>
    /// <param name="columns">The columns behind the key: of what tells things apart, when they were written, and what.</param>
    protected void Save(StateSnapshot snapshot, SavedState saved, ColumnsOf columns)
    {
        if (Entries != 0)
        {
            RocksDbView view = Store.View();
            saved.Save(snapshot, () => Rows(view, columns), view.Dispose);
        }
    }

    private IEnumerable<(StateKey Key, object?[] Columns)> Rows(RocksDbView view, ColumnsOf columns)
    {
        byte[] prefix = [number, Held];
        using RocksDbCursor cursor = view.Scan();
        for (bool found = cursor.Seek(prefix); found && cursor.Key.StartsWith(prefix); found = cursor.Next())
        {
            StateReader rest = KeyOf(cursor.Key, out StateKey key);
            (long written, object? value) = Read(cursor.Value);
            yield return (key, columns(rest, written, value));
        }
    }

    private void Delete(ReadOnlySpan<byte> place, long written)
    {
        Store.Delete(place);
        Entries--;
        if (HasTimes)
        {
            Store.Delete(TimeOf(written, place));
        }
    }

    private ReadOnlySpan<byte> TimeOf(long time, ReadOnlySpan<byte> place)
    {
        _time.Clear();
        _time.Write(number);
        _time.Write(Times);
        _time.Write(BinaryPrimitives.ReverseEndianness(time ^ long.MinValue));
        _time.WriteMemory(place);
        return _time.Written;
    }

    private static (long Written, object? Value) Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new StateReader(bytes);
        long written = reader.Read<long>();
        return (written, ValueCodec.Read(ref reader));
    }

    protected delegate object?[] ColumnsOf(StateReader rest, long written, object? value);
}
