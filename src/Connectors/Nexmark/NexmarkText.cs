using FlinkSql.Connectors.DataGen;

namespace FlinkSql.Connectors.Nexmark;

/// <summary>
/// Texts that mean nothing. Letters are cut out of a long text made once, as writing each would take longer than
/// everything else about an event.
/// </summary>
internal static class NexmarkText
{
    private const int PoolBytes = 64 << 10;
    private const int Longest = 64 << 10;
    private const int ShortestText = 3;

    private static readonly byte[] LetterPool = Pool(spaces: false);
    private static readonly byte[] WordPool = Pool(spaces: true);

    /// <summary>Letters of a place that the bits say.</summary>
    public static ReadOnlySpan<byte> Letters(ulong bits, int length) =>
        LetterPool.AsSpan((int)EventDraw.High(bits, PoolBytes), Math.Min(length, Longest));

    /// <summary>Letters and spaces between them, from 3 up to less than the most.</summary>
    public static ReadOnlySpan<byte> Words(ulong bits, int most)
    {
        int length = ShortestText + (int)EventDraw.Low(bits, (ulong)(most - ShortestText));
        return WordPool.AsSpan((int)EventDraw.High(bits, PoolBytes), length).Trim((byte)' ');
    }

    /// <summary>An address such as <c>abcd@xyz.com</c>.</summary>
    public static int WriteEmail(ulong bits, Span<byte> to)
    {
        int name = ShortestText + (int)(bits & 3);
        int domain = ShortestText + (int)(bits >> 2 & 1);
        Letters(bits, name).CopyTo(to);
        to[name] = (byte)'@';
        Letters(SplitMix.Mix(bits), domain).CopyTo(to[(name + 1)..]);
        ".com"u8.CopyTo(to[(name + 1 + domain)..]);
        return name + domain + 5;
    }

    /// <summary>Four times four digits.</summary>
    public static int WriteCard(ulong bits, Span<byte> to)
    {
        int at = 0;
        for (int group = 0; group < 4; group++)
        {
            if (group > 0)
            {
                to[at++] = (byte)' ';
            }

            int number = (int)((bits >> (16 * group) & ushort.MaxValue) * 10_000 >> 16);
            for (int divisor = 1000; divisor > 0; divisor /= 10)
            {
                to[at++] = (byte)('0' + number / divisor % 10);
            }
        }

        return at;
    }

    private static byte[] Pool(bool spaces)
    {
        var random = new SplitMix(spaces ? 1 : 0);
        byte[] pool = new byte[PoolBytes + Longest];
        for (int at = 0; at < pool.Length; at++)
        {
            pool[at] = spaces && random.Next(13) == 0 ? (byte)' ' : (byte)('a' + random.Next(26));
        }

        return pool;
    }
}
