namespace FlinkSql.Functions;

/// <summary>The random numbers of Java's generator (a linear congruence of 48 bits), so that seeds mean the same.</summary>
public sealed class JavaRandom(long seed)
{
    private const long Multiplier = 0x5DEECE66DL;
    private const long Increment = 0xBL;
    private const long Mask = (1L << 48) - 1;

    private long _state = (seed ^ Multiplier) & Mask;

    /// <summary>The next number of that many bits, at most 32.</summary>
    public int Next(int bits)
    {
        _state = unchecked((_state * Multiplier) + Increment) & Mask;
        return (int)(_state >> (48 - bits));
    }

    /// <summary>The next number from 0 to below the bound, which must be positive.</summary>
    public int NextBelow(int bound)
    {
        int bits = Next(31);
        if ((bound & -bound) == bound)
        {
            return (int)((bound * (long)bits) >> 31);
        }

        int value = bits % bound;
        while (unchecked(bits - value + (bound - 1)) < 0)
        {
            bits = Next(31);
            value = bits % bound;
        }

        return value;
    }

    /// <summary>The next number from 0 to below 1.</summary>
    public double NextDouble() => (((long)Next(26) << 27) + Next(27)) * (1.0 / (1L << 53));
}
