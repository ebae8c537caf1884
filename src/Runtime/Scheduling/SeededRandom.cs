namespace FlinkSql.Runtime.Scheduling;

/// <summary>
/// Random numbers that depend on a seed and a name alone. Each use draws from a stream of its own name, so that a new
/// draw in one place does not shift the others. (SplitMix64.)
/// </summary>
public sealed class SeededRandom
{
    private ulong _state;

    public SeededRandom(long seed, string stream)
    {
        _state = (ulong)seed;
        foreach (char letter in stream)
        {
            _state = NextUInt64() ^ letter;
        }
    }

    public ulong NextUInt64()
    {
        _state += 0x9E3779B97F4A7C15;
        ulong mixed = _state;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    /// <summary>From 0 to below the bound.</summary>
    public int Next(int bound) => (int)Math.BigMul(NextUInt64(), (ulong)bound, out _);

    /// <summary>From a lowest value to below the bound.</summary>
    public int Next(int lowest, int bound) => lowest + Next(bound - lowest);

    /// <summary>True once in <paramref name="times"/>.</summary>
    public bool OneIn(int times) => Next(times) == 0;
}
