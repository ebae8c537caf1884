using System.Numerics;
using System.Runtime.InteropServices;
using FlinkSql.Columnar;

namespace FlinkSql.Runtime.State;

/// <summary>
/// Numbers the texts that occur in the keys of one operator, so that key structs have a fixed width. Ids are small and
/// are given again once <see cref="Sweep"/> finds that nobody keeps them.
/// </summary>
public sealed class StringDictionary(BufferPool? memory = null)
{
    private const int SmallestBuckets = 16;
    private const int Free = -1;

    // A bucket is 0 when empty, else one more than the id.
    private int[] _buckets = new int[SmallestBuckets];
    private Entry[] _entries = new Entry[SmallestBuckets / 2];
    private byte[] _bytes = new byte[256];
    private int _shift = 64 - BitOperations.Log2(SmallestBuckets);
    private int _usedEntries;
    private int _usedBytes;
    private int _firstFree = Free;
    private long _charged;

    /// <summary>How many texts have an id.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes of the texts that have an id, and of the ids.</summary>
    internal long UsedBytes => _usedBytes + (long)Count * (System.Runtime.CompilerServices.Unsafe.SizeOf<Entry>() + sizeof(int));

    /// <summary>The id of a text; a new one when it has none yet.</summary>
    public int Id(ReadOnlySpan<byte> text)
    {
        ulong hash = TextHash.Of(text);
        int id = Find(text, hash, out uint bucket);
        return id >= 0 ? id : Add(text, hash, bucket);
    }

    /// <summary>The id of a text, or -1.</summary>
    public int Find(ReadOnlySpan<byte> text) => Find(text, TextHash.Of(text), out _);

    /// <summary>The text of an id, good until the next new text; none for a negative id, which stands for NULL.</summary>
    public ReadOnlySpan<byte> Text(int id) => id < 0 ? default : _bytes.AsSpan(_entries[id].Start, _entries[id].Length);

    /// <summary>Says before a <see cref="Sweep"/> that an id is still in use; a negative one stands for NULL.</summary>
    public void Keep(int id)
    {
        if (id >= 0)
        {
            _entries[id].Kept = true;
        }
    }

    /// <summary>Frees every text that was not kept since the last sweep, and closes the gaps between the others.</summary>
    public void Sweep()
    {
        byte[] bytes = new byte[Math.Max(256, _usedBytes)];
        Array.Clear(_buckets);
        Count = 0;
        _usedBytes = 0;
        _firstFree = Free;
        for (int id = _usedEntries - 1; id >= 0; id--)
        {
            ref Entry entry = ref _entries[id];
            if (!entry.Kept)
            {
                entry = new Entry { Start = _firstFree, Length = Free };
                _firstFree = id;
                continue;
            }

            _bytes.AsSpan(entry.Start, entry.Length).CopyTo(bytes.AsSpan(_usedBytes));
            entry.Start = _usedBytes;
            entry.Kept = false;
            _usedBytes += entry.Length;
            _buckets[FreeBucket(TextHash.Of(bytes.AsSpan(entry.Start, entry.Length)))] = id + 1;
            Count++;
        }

        _bytes = bytes;
        Charge();
    }

    /// <summary>
    /// The texts as they are now, for another thread, which may ask for <see cref="Text"/> alone. Bytes are never
    /// overwritten, so only the entries are copied.
    /// </summary>
    public StringDictionary Freeze()
    {
        Entry[] entries = GC.AllocateUninitializedArray<Entry>(_usedEntries);
        _entries.AsSpan(0, _usedEntries).CopyTo(entries);
        return new StringDictionary { _bytes = _bytes, _entries = entries, _usedEntries = _usedEntries, Count = Count };
    }

    /// <summary>Gives the memory back; the dictionary is not used again.</summary>
    public void Release()
    {
        memory?.Discharge(_charged);
        _charged = 0;
    }

    private int Find(ReadOnlySpan<byte> text, ulong hash, out uint bucket)
    {
        uint mask = (uint)_buckets.Length - 1;
        bucket = (uint)(hash >> _shift);
        int id = _buckets[bucket] - 1;
        while (id >= 0)
        {
            ref Entry entry = ref _entries[id];
            if (entry.Hash == (uint)hash && text.SequenceEqual(_bytes.AsSpan(entry.Start, entry.Length)))
            {
                break;
            }

            bucket = (bucket + 1) & mask;
            id = _buckets[bucket] - 1;
        }

        return id;
    }

    private int Add(ReadOnlySpan<byte> text, ulong hash, uint bucket)
    {
        if ((Count + 1) * 2 > _buckets.Length)
        {
            Grow();
            bucket = FreeBucket(hash);
        }

        int id = _firstFree;
        if (id == Free)
        {
            id = _usedEntries++;
        }
        else
        {
            _firstFree = _entries[id].Start;
        }

        if (_bytes.Length - _usedBytes < text.Length)
        {
            long needed = (long)_usedBytes + text.Length;
            if (needed > 1 << 30)
            {
                throw new InsufficientMemoryException("the text of the keys of one operator exceeds 1 GiB");
            }

            Array.Resize(ref _bytes, (int)Math.Max(needed, Math.Min(1 << 30, 2L * _bytes.Length)));
            Charge();
        }

        text.CopyTo(_bytes.AsSpan(_usedBytes));
        _entries[id] = new Entry { Start = _usedBytes, Length = text.Length, Hash = (uint)hash };
        _usedBytes += text.Length;
        _buckets[bucket] = id + 1;
        Count++;
        return id;
    }

    private void Grow()
    {
        _buckets = new int[_buckets.Length * 2];
        _shift--;
        Array.Resize(ref _entries, _buckets.Length / 2);
        for (int id = 0; id < _usedEntries; id++)
        {
            if (_entries[id].Length != Free)
            {
                _buckets[FreeBucket(TextHash.Of(Text(id)))] = id + 1;
            }
        }

        Charge();
    }

    private uint FreeBucket(ulong hash)
    {
        uint mask = (uint)_buckets.Length - 1;
        uint bucket = (uint)(hash >> _shift);
        while (_buckets[bucket] != 0)
        {
            bucket = (bucket + 1) & mask;
        }

        return bucket;
    }

    private void Charge()
    {
        long bytes = _bytes.Length + ((long)_buckets.Length * sizeof(int)) + (_entries.Length * 16L);
        memory?.Charge(bytes - _charged);
        _charged = bytes;
    }

    [StructLayout(LayoutKind.Auto)]
    private struct Entry
    {
        // The next free id where Length is Free.
        public int Start;
        public int Length;
        public uint Hash;
        public bool Kept;
    }
}
