using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FlinkSql.Bench.Suite;

/// <summary>
/// The hash table an expert would write for BIGINT keys: open addressing, key and state side by side, power of two, half
/// full at most, no bounds checks.
/// </summary>
internal sealed class HandTable<TState>
    where TState : struct
{
    private Slot[] _slots = new Slot[2048];
    private int _shift = 64 - 11;

    public int Count { get; private set; }

    public Span<Slot> Slots => _slots;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref TState GetOrAdd(long key)
    {
        ref Slot first = ref MemoryMarshal.GetArrayDataReference(_slots);
        nuint at = (nuint)(((ulong)key * 0x9E3779B97F4A7C15) >> _shift);
        while (true)
        {
            ref Slot slot = ref Unsafe.Add(ref first, at);
            if (slot.Used && slot.Key == key)
            {
                return ref slot.State;
            }

            if (!slot.Used)
            {
                return ref Add(key, (int)at);
            }

            at = (at + 1) & ((nuint)_slots.Length - 1);
        }
    }

    public void Clear()
    {
        Array.Clear(_slots);
        Count = 0;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ref TState Add(long key, int at)
    {
        if (Count * 2 >= _slots.Length)
        {
            Slot[] old = _slots;
            _slots = new Slot[old.Length * 2];
            _shift--;
            Count = 0;
            foreach (ref Slot slot in old.AsSpan())
            {
                if (slot.Used)
                {
                    GetOrAdd(slot.Key) = slot.State;
                }
            }

            return ref GetOrAdd(key);
        }

        Count++;
        ref Slot free = ref _slots[at];
        free.Used = true;
        free.Key = key;
        return ref free.State;
    }

    public struct Slot
    {
        public long Key;
        public TState State;
        public bool Used;
    }
}

/// <summary>COUNT(*), SUM and MAX.</summary>
internal struct Totals
{
    public long Count;
    public long Sum;
    public long Max;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(long value)
    {
        Max = Count == 0 || value > Max ? value : Max;
        Count++;
        Sum += value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(in Totals other)
    {
        Max = Count == 0 || other.Max > Max ? other.Max : Max;
        Count += other.Count;
        Sum += other.Sum;
    }
}
