using System.Runtime.CompilerServices;
using FlinkSql.Connectors.DataGen;

namespace FlinkSql.Connectors.Nexmark;

/// <summary>The random bits of one field: the same for the same seed and event, whatever else is read.</summary>
internal readonly struct EventDraw(long seed, int field)
{
    private const ulong Step = 0x9E3779B97F4A7C15;

    private readonly ulong _seed = SplitMix.Mix(SplitMix.Mix((ulong)seed + Step) + (ulong)field * Step);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Bits(long id) => SplitMix.Mix(_seed + (ulong)id * Step);

    /// <summary>A number from 0 up to, not including, a bound below 2^32, of the lower half of the bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Low(ulong bits, ulong bound) => (long)((bits & uint.MaxValue) * bound >> 32);

    /// <summary>Another one, of the upper half.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long High(ulong bits, ulong bound) => (long)((bits >> 32) * bound >> 32);
}
