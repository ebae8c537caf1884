using System.Runtime.CompilerServices;
using FlinkSql.Columnar;

namespace FlinkSql.Bench.Suite.Nexmark;

/// <summary>q0, q1 and q2: rows copied into arrays that are used again.</summary>
internal static class Passing
{
    private const int Capacity = 4096;

    /// <summary>Columns: auction, bidder, price, dateTime, extra.</summary>
    public static long Q0(IReadOnlyList<RecordBatch> batches)
    {
        var to = new TextBuffer();
        long[][] numbers = [new long[Capacity], new long[Capacity], new long[Capacity], new long[Capacity]];
        long rows = 0;
        foreach (RecordBatch batch in batches)
        {
            for (int column = 0; column < numbers.Length; column++)
            {
                batch.Values<long>(column).CopyTo(numbers[column]);
            }

            to.Copy(batch.Bytes(4), batch.RowCount);
            rows += batch.RowCount;
        }

        return rows;
    }

    /// <summary>The same, with price * 0.908 as DECIMAL(23, 3).</summary>
    public static long Q1(IReadOnlyList<RecordBatch> batches)
    {
        var to = new TextBuffer();
        long[][] numbers = [new long[Capacity], new long[Capacity], new long[Capacity]];
        Int128[] prices = new Int128[Capacity];
        long rows = 0;
        foreach (RecordBatch batch in batches)
        {
            batch.Values<long>(0).CopyTo(numbers[0]);
            batch.Values<long>(1).CopyTo(numbers[1]);
            batch.Values<long>(3).CopyTo(numbers[2]);
            Convert(batch.Values<long>(2), prices);
            to.Copy(batch.Bytes(4), batch.RowCount);
            rows += batch.RowCount;
        }

        return rows;
    }

    /// <summary>Columns: auction, price.</summary>
    public static long Q2(IReadOnlyList<RecordBatch> batches)
    {
        long[] auctions = new long[Capacity], prices = new long[Capacity];
        long rows = 0;
        foreach (RecordBatch batch in batches)
        {
            rows += Select(batch.Values<long>(0), batch.Values<long>(1), auctions, prices);
        }

        return rows;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Convert(ReadOnlySpan<long> price, Int128[] to)
    {
        for (int row = 0; row < price.Length; row++)
        {
            long low = 0;
            long high = Math.BigMul(price[row], 908, out low);
            to[row] = new Int128((ulong)high, (ulong)low);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Select(ReadOnlySpan<long> auction, ReadOnlySpan<long> price, long[] auctions, long[] prices)
    {
        int count = 0;
        for (int row = 0; row < auction.Length; row++)
        {
            if (auction[row] % 123 == 0)
            {
                auctions[count] = auction[row];
                prices[count] = price[row];
                count++;
            }
        }

        return count;
    }
}
