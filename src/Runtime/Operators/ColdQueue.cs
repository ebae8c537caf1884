using System.Buffers.Binary;
using FlinkSql.Columnar.State;
using FlinkSql.Runtime.State.RocksDb;

namespace FlinkSql.Runtime.Operators;

/// <summary>Keys by a time, beside the groups in a store and like them of no meaning after it.</summary>
internal sealed class ColdQueue(RocksDbStore store)
{
    /// <summary>The first byte of the keys of groups.</summary>
    public const byte Groups = 0;

    private const byte Times = 1;
    private const int Prefix = sizeof(byte) + sizeof(long);
    private const int Most = 1024;

    private readonly Queue<(long Time, byte[] Key)> _due = [];
    private readonly StateWriter _entry = new();
    private int _unwritten;

    // No entry is before it; none is there where it is empty. What was taken from the front is not looked at again.
    private byte[] _head = [];

    /// <summary>Puts a key in.</summary>
    public void Add(long time, ReadOnlySpan<byte> key)
    {
        ReadOnlySpan<byte> entry = Entry(time, key);
        store.Put(entry, []);
        if (_head.Length == 0 || entry.SequenceCompareTo(_head) < 0)
        {
            _head = entry.ToArray();
        }

        if (++_unwritten == Most)
        {
            Write();
        }
    }

    /// <summary>Takes the first key out whose time has come.</summary>
    public bool TryTake(long upTo, out long time, out byte[] key)
    {
        if (_due.Count == 0 && _head.Length != 0 && TimeOf(_head) <= upTo)
        {
            Read(upTo);
        }

        bool found = _due.TryDequeue(out (long Time, byte[] Key) due);
        (time, key) = found ? due : (0, []);
        return found;
    }

    private void Read(long upTo)
    {
        Write();
        using RocksDbCursor cursor = store.Scan();
        bool found = cursor.Seek(_head);
        _head = [];
        for (; found && cursor.Key[0] == Times; found = cursor.Next())
        {
            long time = TimeOf(cursor.Key);
            if (time > upTo || _due.Count == Most)
            {
                _head = cursor.Key.ToArray();
                break;
            }

            _due.Enqueue((time, cursor.Key[Prefix..].ToArray()));
            store.Delete(cursor.Key);
        }

        Write();
    }

    private void Write()
    {
        store.Write();
        _unwritten = 0;
    }

    private static long TimeOf(ReadOnlySpan<byte> entry) => BinaryPrimitives.ReadInt64BigEndian(entry[1..]) ^ long.MinValue;

    private ReadOnlySpan<byte> Entry(long time, ReadOnlySpan<byte> key)
    {
        _entry.Clear();
        _entry.Write(Times);
        _entry.Write(BinaryPrimitives.ReverseEndianness(time ^ long.MinValue));
        _entry.WriteMemory(key);
        return _entry.Written;
    }
}
