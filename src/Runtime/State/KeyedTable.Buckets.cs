using System.Runtime.CompilerServices;

namespace FlinkSql.Runtime.State;

/// <content>
/// Which bucket a key is looked for in first. Numbers that lie close together, as most ids do, each have a bucket of their own
/// when their low bits say which, so that none is looked for in a second one; keys that do not get on in that way are scattered.
/// </content>
public sealed partial class KeyedTable<TKey, TState>
{
    // The inverse of the factor in KeyBits.Hash: it gives the number back that was hashed.
    private const ulong Unhash = 0xF1DE83E19937733D;
    private const uint Far = 16;

    private bool _isDense = true;
    private ulong _spread;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint Home(ulong hash) => (uint)((hash * _spread) >> _shift);

    private void Fill()
    {
        _spread = _isDense ? Unhash << _shift : 1;
        int elsewhere = 0;
        for (int index = 0; index < Count; index++)
        {
            ulong hash = _entries[index].Key.Hash();
            uint bucket = FreeBucket(hash);
            elsewhere += bucket == Home(hash) ? 0 : 1;
            if (_isDense && (elsewhere > 8 + (Count / 4) || IsFar(hash, bucket)))
            {
                Scatter();
                return;
            }

            _buckets[bucket] = index + 1;
        }
    }

    private bool IsFar(ulong hash, uint bucket) => ((bucket - Home(hash)) & ((uint)_buckets.Length - 1)) > Far;

    private void Scatter()
    {
        _isDense = false;
        Array.Clear(_buckets);
        Fill();
    }
}
