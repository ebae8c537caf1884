namespace FlinkSql.Columnar;

/// <summary>Powers of ten for DECIMAL and for fractions of a second.</summary>
public static class PowersOfTen
{
    private static readonly long[] Narrow =
    [
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000,
        100_000_000_000, 1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000, 1_000_000_000_000_000,
        10_000_000_000_000_000, 100_000_000_000_000_000, 1_000_000_000_000_000_000,
    ];

    private static readonly Int128[] Wide = MakeWide();

    /// <summary>10^0 to 10^18.</summary>
    public static ReadOnlySpan<long> Of64 => Narrow;

    /// <summary>10^0 to 10^38.</summary>
    public static ReadOnlySpan<Int128> Of128 => Wide;

    private static Int128[] MakeWide()
    {
        var powers = new Int128[DecimalType.MaxPrecision + 1];
        powers[0] = 1;
        for (int exponent = 1; exponent < powers.Length; exponent++)
        {
            powers[exponent] = powers[exponent - 1] * 10;
        }

        return powers;
    }
}
