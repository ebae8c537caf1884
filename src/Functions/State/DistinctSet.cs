using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using FlinkSql.Columnar.State;

namespace FlinkSql.Functions.State;

/// <summary>
/// The values a DISTINCT aggregate has seen where no row is taken back: a set of nothing but the values, half full at most.
/// -0.0 and 0.0 are one value, and so are all NaN. The default is empty.
/// </summary>
public struct DistinctSet<T> : ISavedState
    where T : unmanaged, IEquatable<T>
{
    private const int Smallest = 8;
    private const ulong Golden = 0x9E3779B97F4A7C15;

    // The default value marks a free place; whether it is in the set itself is kept apart.
    private T[]? _places;
    private int _taken;
    private bool _hasDefault;

    /// <summary>Different values.</summary>
    public readonly int Count => _taken + (_hasDefault ? 1 : 0);

    /// <summary>True when the value is the first of its kind: the aggregate has to take it.</summary>
    public bool Add(T value)
    {
        if (value.Equals(default))
        {
            bool first = !_hasDefault;
            _hasDefault = true;
            return first;
        }

        T[] places = _places ??= new T[Smallest];
        uint mask = (uint)places.Length - 1;
        for (uint at = Home(value, places.Length); ; at = (at + 1) & mask)
        {
            ref T place = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(places), at);
            if (place.Equals(value))
            {
                return false;
            }

            if (place.Equals(default))
            {
                place = value;
                if (++_taken * 2 > places.Length)
                {
                    Grow();
                }

                return true;
            }
        }
    }

    /// <summary>Adds a value, as merging does; how often it was there does not matter.</summary>
    public bool Add(T value, long times) => times > 0 && Add(value);

    public readonly Enumerator GetEnumerator() => new(in this);

    public readonly void Save(StateWriter writer)
    {
        writer.Write(Count);
        foreach ((T value, long count) in this)
        {
            writer.Write(value);
            writer.Write(count);
        }
    }

    public void Load(ref StateReader reader)
    {
        this = default;
        for (int rest = reader.Read<int>(); rest > 0; rest--)
        {
            T value = reader.Read<T>();
            Add(value, reader.Read<long>());
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Home(T value, int places)
    {
        ulong bits = typeof(T) == typeof(long) ? (ulong)Unsafe.As<T, long>(ref value) : (uint)value.GetHashCode();
        return (uint)((bits * Golden) >> (64 - BitOperations.Log2((uint)places)));
    }

    private void Grow()
    {
        T[] old = _places!;
        T[] places = new T[old.Length * 2];
        uint mask = (uint)places.Length - 1;
        foreach (T value in old)
        {
            if (!value.Equals(default))
            {
                uint at = Home(value, places.Length);
                while (!places[at].Equals(default))
                {
                    at = (at + 1) & mask;
                }

                places[at] = value;
            }
        }

        _places = places;
    }

    /// <summary>Walks the values in a repeatable order, each once.</summary>
    public struct Enumerator
    {
        private readonly T[] _places;
        private readonly bool _hasDefault;
        private int _at;

        internal Enumerator(in DistinctSet<T> set)
        {
            _places = set._places ?? [];
            _hasDefault = set._hasDefault;
            _at = -2;
        }

        public readonly (T Value, long Count) Current => (_at < 0 ? default : _places[_at], 1);

        public bool MoveNext()
        {
            if (++_at == -1)
            {
                if (_hasDefault)
                {
                    return true;
                }

                _at++;
            }

            while (_at < _places.Length && _places[_at].Equals(default))
            {
                _at++;
            }

            return _at < _places.Length;
        }
    }
}
