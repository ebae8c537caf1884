namespace FlinkSql.Connectors.Nexmark;

/// <summary>
/// Prices in cents from 1.00 to 1,000,000.00, alike often in each power of ten. Between the exact points of a table they
/// lie on a line, so that no row needs a power and every machine gives the same.
/// </summary>
internal static class Prices
{
    private const int Bits = 10;
    private static readonly long[] Points =
        [.. Enumerable.Range(0, (1 << Bits) + 1).Select(point => (long)Math.Round(100 * Math.Pow(10, 6.0 * point / (1 << Bits))))];

    /// <summary>A price of 64 random bits.</summary>
    public static long Of(ulong bits)
    {
        int point = (int)(bits >> (64 - Bits));
        long part = (long)(bits >> (32 - Bits)) & uint.MaxValue;
        long least = Points[point];
        return least + ((Points[point + 1] - least) * part >> 32);
    }
}
