using System.Runtime.CompilerServices;
using FlinkSql.Columnar;

namespace FlinkSql.Bench.Suite.Nexmark;

/// <summary>q17 (columns: dateTime, price, auction): every change of the statistics of an auction and day.</summary>
internal sealed class AuctionStatistics
{
    private const int Capacity = 4096;

    private readonly HandTable<Prices> _table = new();
    private readonly DayText _day = new();
    private readonly TextBuffer _days = new();
    private readonly byte[] _kinds = new byte[Capacity + 2];
    private readonly long[] _auctions = new long[Capacity + 2];
    private readonly Prices[] _prices = new Prices[Capacity + 2];
    private readonly long[] _averages = new long[Capacity + 2];

    public static long Q17(IReadOnlyList<RecordBatch> batches)
    {
        var loop = new AuctionStatistics();
        long rows = 0;
        foreach (RecordBatch batch in batches)
        {
            rows += loop.Add(batch.Values<long>(0), batch.Values<long>(1), batch.Values<long>(2));
        }

        return rows;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private long Add(ReadOnlySpan<long> time, ReadOnlySpan<long> price, ReadOnlySpan<long> auction)
    {
        long rows = 0;
        int at = 0;
        for (int row = 0; row < time.Length; row++)
        {
            ref Prices prices = ref _table.GetOrAdd((auction[row] << 16) ^ _day.Of(time[row]));
            bool known = prices.Count != 0;
            if (known)
            {
                Write(at++, 1, auction[row], in prices);
            }

            prices.Add(price[row]);
            Write(at++, known ? (byte)2 : (byte)0, auction[row], in prices);
            if (at >= Capacity)
            {
                rows += at;
                at = 0;
                _days.Clear();
            }
        }

        _days.Clear();
        return rows + at;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Write(int at, byte kind, long auction, in Prices prices)
    {
        _kinds[at] = kind;
        _auctions[at] = auction;
        _prices[at] = prices;
        _averages[at] = prices.Sum / prices.Count;
        _days.Append(_day.Text);
    }

    private struct Prices
    {
        public long Count;
        public long Rank1;
        public long Rank2;
        public long Rank3;
        public long Min;
        public long Max;
        public long Sum;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(long price)
        {
            Min = Count == 0 || price < Min ? price : Min;
            Max = Count == 0 || price > Max ? price : Max;
            Rank1 += price < 10_000 ? 1 : 0;
            Rank2 += price is >= 10_000 and < 1_000_000 ? 1 : 0;
            Rank3 += price >= 1_000_000 ? 1 : 0;
            Count++;
            Sum += price;
        }
    }
}
