using System.Runtime.CompilerServices;

namespace FlinkSql.Connectors.DataGen;

/// <summary>
/// The SplitMix64 generator (Steele, Lea, Flood 2014): one addition and a mix a number, and the same numbers on every
/// machine and version.
/// </summary>
internal struct SplitMix(long seed)
{
    private ulong _state = Mix((ulong)seed + 0x9E3779B97F4A7C15);

    /// <summary>What the next numbers follow from.</summary>
    public ulong State
    {
        readonly get => _state;
        set => _state = value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Next() => Mix(_state += 0x9E3779B97F4A7C15);

    /// <summary>A number from 0 up to, not including, a bound.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Next(ulong bound) => Math.BigMul(Next(), bound, out _);

    /// <summary>A number from one to another, both included.</summary>
    public long Next(long least, long most)
    {
        ulong span = (ulong)most - (ulong)least + 1;
        return least + (long)(span == 0 ? Next() : Next(span));
    }

    /// <summary>A number from 0 up to, not including, 1.</summary>
    public double NextDouble() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Spreads the bits of a number: neighbours give what looks like chance.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
