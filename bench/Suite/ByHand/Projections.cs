using System.Runtime.CompilerServices;
using FlinkSql.Columnar;

namespace FlinkSql.Bench.Suite.ByHand;

/// <summary>Filters and projections, into arrays that are used again.</summary>
internal static class Projections
{
    private const int Capacity = 4096;

    /// <summary>ts, key, price * 2 where price > 500 (columns: ts, key, price).</summary>
    public static long FilterProject(IReadOnlyList<RecordBatch> batches)
    {
        long[] ts = new long[Capacity], key = new long[Capacity], doubled = new long[Capacity];
        long rows = 0;
        foreach (RecordBatch batch in batches)
        {
            rows += FilterProject(batch.Values<long>(0), batch.Values<long>(1), batch.Values<long>(2), ts, key, doubled);
        }

        return rows;
    }

    /// <summary>key, price where url starts with a text (columns: key, price, url).</summary>
    public static long Prefix(IReadOnlyList<RecordBatch> batches)
    {
        long[] key = new long[Capacity], price = new long[Capacity];
        long rows = 0;
        foreach (RecordBatch batch in batches)
        {
            rows += Prefix(batch.Values<long>(0), batch.Values<long>(1), batch.Bytes(2), key, price);
        }

        return rows;
    }

    /// <summary>UPPER(channel), SUBSTRING(url, 9, 12), CHAR_LENGTH(url) of ASCII texts (columns: channel, url).</summary>
    public static long Strings(IReadOnlyList<RecordBatch> batches)
    {
        byte[] upper = new byte[Capacity * 64], part = new byte[Capacity * 16];
        int[] upperEnds = new int[Capacity], partEnds = new int[Capacity], lengths = new int[Capacity];
        long rows = 0;
        foreach (RecordBatch batch in batches)
        {
            rows += Strings(batch.Bytes(0), batch.Bytes(1), batch.RowCount, upper, upperEnds, part, partEnds, lengths);
        }

        return rows;
    }

    /// <summary>amount * 1.08 - 0.50 and amount + amount, scaled 64-bit (columns: amount).</summary>
    public static long Decimals(IReadOnlyList<RecordBatch> batches)
    {
        long[] taxed = new long[Capacity], twice = new long[Capacity];
        long rows = 0;
        foreach (RecordBatch batch in batches)
        {
            rows += Decimals(batch.Values<long>(0), taxed, twice);
        }

        return rows;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int FilterProject(
        ReadOnlySpan<long> ts, ReadOnlySpan<long> key, ReadOnlySpan<long> price, long[] outTs, long[] outKey, long[] outDoubled)
    {
        int count = 0;
        for (int row = 0; row < price.Length; row++)
        {
            if (price[row] > 500)
            {
                outTs[count] = ts[row];
                outKey[count] = key[row];
                outDoubled[count] = price[row] * 2;
                count++;
            }
        }

        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Prefix(ReadOnlySpan<long> key, ReadOnlySpan<long> price, BytesView url, long[] outKey, long[] outPrice)
    {
        int count = 0;
        for (int row = 0; row < price.Length; row++)
        {
            if (url[row].StartsWith("https://www."u8))
            {
                outKey[count] = key[row];
                outPrice[count] = price[row];
                count++;
            }
        }

        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Strings(
        BytesView channel, BytesView url, int rows, byte[] upper, int[] upperEnds, byte[] part, int[] partEnds, int[] lengths)
    {
        int upperAt = 0, partAt = 0;
        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<byte> name = channel[row];
            System.Text.Ascii.ToUpper(name, upper.AsSpan(upperAt), out int written);
            upperEnds[row] = upperAt += written;
            ReadOnlySpan<byte> link = url[row];
            ReadOnlySpan<byte> piece = link.Length <= 8 ? default : link.Slice(8, Math.Min(12, link.Length - 8));
            piece.CopyTo(part.AsSpan(partAt));
            partEnds[row] = partAt += piece.Length;
            int length = 0;
            foreach (byte each in link)
            {
                length += (each & 0xC0) != 0x80 ? 1 : 0;
            }

            lengths[row] = length;
        }

        return rows;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Decimals(ReadOnlySpan<long> amount, long[] taxed, long[] twice)
    {
        for (int row = 0; row < amount.Length; row++)
        {
            taxed[row] = (amount[row] * 108) - 5000;
            twice[row] = amount[row] + amount[row];
        }

        return amount.Length;
    }
}
