using System.Numerics;
using FlinkSql.Columnar;

namespace FlinkSql.Runtime.State;

/// <summary>
/// The entries of a table that were written, and the keys that were taken out, in two spans of time: since the newest
/// checkpoint, and before that since the one it continues. A checkpoint may be given up, and the next one then continues
/// the same as it.
/// </summary>
internal sealed class TableChanges<TKey>(BufferPool? memory = null)
    where TKey : struct, IStateKey<TKey>
{
    private readonly KeyedTable<TKey, byte> _removed = new(memory);
    private readonly KeyedTable<TKey, byte> _removedEarlier = new(memory);

    // A bit an entry.
    private ulong[] _written = [];
    private ulong[] _writtenEarlier = [];
    private long _charged;

    /// <summary>The entries written since the newest checkpoint or before it.</summary>
    public IEnumerable<int> Written
    {
        get
        {
            for (int word = 0; word < _written.Length; word++)
            {
                for (ulong bits = _written[word] | _writtenEarlier[word]; bits != 0; bits &= bits - 1)
                {
                    yield return (word * 64) + BitOperations.TrailingZeroCount(bits);
                }
            }
        }
    }

    /// <summary>How many there are.</summary>
    public int WrittenCount
    {
        get
        {
            int count = 0;
            for (int word = 0; word < _written.Length; word++)
            {
                count += BitOperations.PopCount(_written[word] | _writtenEarlier[word]);
            }

            return count;
        }
    }

    /// <summary>The keys taken out, some of which may have come again.</summary>
    public IEnumerable<TKey> Removed
    {
        get
        {
            for (int index = 0; index < _removed.Count; index++)
            {
                yield return _removed.Entries[index].Key;
            }

            for (int index = 0; index < _removedEarlier.Count; index++)
            {
                TKey key = _removedEarlier.Entries[index].Key;
                if (!_removed.Holds(in key))
                {
                    yield return key;
                }
            }
        }
    }

    /// <summary>How many were taken out since the newest checkpoint.</summary>
    public int RemovedCount => _removed.Count;

    /// <summary>Whether a key was taken out since the newest checkpoint; it may have come again.</summary>
    public bool WasRemoved(in TKey key) => _removed.Holds(in key);

    public void Mark(int index) => _written[index >> 6] |= 1UL << index;

    public bool IsWritten(int index) => (_written[index >> 6] >> index & 1) != 0;

    /// <summary>A key was taken out, and the last entry put in its place.</summary>
    public void OnRemoved(in TKey key, int index, int last)
    {
        _removed.GetOrAdd(in key, out _);
        Move(_written, index, last);
        Move(_writtenEarlier, index, last);
    }

    /// <summary>Makes room for so many entries.</summary>
    public void Reserve(int entries)
    {
        int words = (entries + 63) / 64;
        if (words > _written.Length)
        {
            memory?.Charge((2L * words * sizeof(ulong)) - _charged);
            _charged = 2L * words * sizeof(ulong);
            Array.Resize(ref _written, words);
            Array.Resize(ref _writtenEarlier, words);
        }
    }

    /// <summary>A checkpoint continues the newest one: what changed before that no longer counts.</summary>
    public void ForgetEarlier()
    {
        Array.Clear(_writtenEarlier);
        _removedEarlier.Clear();
    }

    /// <summary>What has changed so far is from before the newest checkpoint.</summary>
    public void Turn()
    {
        for (int word = 0; word < _written.Length; word++)
        {
            _writtenEarlier[word] |= _written[word];
        }

        foreach (ref KeyedTable<TKey, byte>.Entry removed in _removed.Entries)
        {
            _removedEarlier.GetOrAdd(in removed.Key, out _);
        }

        ForgetRecent();
    }

    /// <summary>Nothing has changed since the newest checkpoint.</summary>
    public void ForgetRecent()
    {
        Array.Clear(_written);
        _removed.Clear();
    }

    public void Release()
    {
        memory?.Discharge(_charged);
        _charged = 0;
        _removed.Release();
        _removedEarlier.Release();
    }

    private static void Move(ulong[] bits, int index, int last)
    {
        ulong moved = bits[last >> 6] >> last & 1;
        bits[last >> 6] &= ~(1UL << last);
        if (index != last)
        {
            bits[index >> 6] = (bits[index >> 6] & ~(1UL << index)) | (moved << index);
        }
    }
}
