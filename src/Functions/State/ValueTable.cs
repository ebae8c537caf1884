using System.Runtime.CompilerServices;

namespace FlinkSql.Functions.State;

/// <summary>Counts values of a fixed width. -0.0 and 0.0 are one value, and so are all NaN.</summary>
internal sealed class ValueTable<T> : CountedTable<T>
    where T : unmanaged, IEquatable<T>
{
    /// <summary>The id of a value, or -1.</summary>
    public int Find(T value)
    {
        uint hash = Hash(value);
        int id = First(hash);
        while (id >= 0 && !Entries[id].Key.Equals(value))
        {
            id = Entries[id].Next;
        }

        return id;
    }

    /// <summary>The id of a value, which is put in with a count of 0 if it is new.</summary>
    public int GetOrAdd(T value)
    {
        uint hash = Hash(value);
        int id = First(hash);
        while (id >= 0 && !Entries[id].Key.Equals(value))
        {
            id = Entries[id].Next;
        }

        return id >= 0 ? id : Insert(hash, value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Hash(T value) => (uint)((uint)value.GetHashCode() * 0x9E3779B97F4A7C15UL >> 32);
}
