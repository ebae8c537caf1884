using System.Globalization;
using System.Text;
using FlinkSql.Connectors.DataGen;

namespace FlinkSql.Connectors.Nexmark;

/// <summary>
/// The channels that bids come through: half of the bids through one of four great ones, the others through one of many,
/// most of which are named in the address too.
/// </summary>
internal sealed class Channels
{
    private const int Count = 10_000;
    private static readonly string[] Great = ["Google", "Facebook", "Baidu", "Apple"];

    private readonly TextTable _names;
    private readonly TextTable _urls;

    public Channels(long seed)
    {
        var random = new SplitMix(seed);
        string[] urls = new string[Great.Length + Count];
        for (int channel = 0; channel < urls.Length; channel++)
        {
            string url = $"https://www.nexmark.com/{Part(ref random)}/{Part(ref random)}/{Part(ref random)}/item.htm?query=1";
            int number = channel - Great.Length;
            urls[channel] = number >= 0 && random.Next(10) > 0
                ? string.Create(CultureInfo.InvariantCulture, $"{url}&channel_id={Reversed(number)}")
                : url;
        }

        _urls = new TextTable(urls);
        _names = new TextTable([.. Great, .. Enumerable.Range(0, Count).Select(number => $"channel-{number}")]);
    }

    public ReadOnlySpan<byte> Name(ulong bits) => _names[Pick(bits)];

    public ReadOnlySpan<byte> Url(ulong bits) => _urls[Pick(bits)];

    private static int Pick(ulong bits) => (bits & 1) == 0
        ? (int)EventDraw.High(bits, (ulong)Great.Length)
        : Great.Length + (int)EventDraw.High(bits, Count);

    private static string Part(ref SplitMix random)
    {
        var part = new StringBuilder();
        for (ulong left = 3 + random.Next(2); left > 0; left--)
        {
            part.Append(random.Next(13) == 0 ? '_' : (char)('a' + random.Next(26)));
        }

        return part.ToString();
    }

    /// <summary>The number with its 32 bits in the other order, without a sign: numbers that are far apart.</summary>
    private static long Reversed(int number)
    {
        uint reversed = 0;
        for (int bit = 0; bit < 32; bit++)
        {
            reversed |= ((uint)number >> bit & 1) << (31 - bit);
        }

        return Math.Abs((long)(int)reversed);
    }
}
