using System.Runtime.CompilerServices;
using FlinkSql.Columnar;

namespace FlinkSql.Bench.Suite.ByHand;

/// <summary>GROUP BY that hands out every change (columns: key, price): +I at first, then -U and +U.</summary>
internal sealed class Updating
{
    private const int Capacity = 4096;

    private readonly HandTable<Totals> _table = new();
    private readonly byte[] _kind = new byte[Capacity + 2];
    private readonly long[] _key = new long[Capacity + 2];
    private readonly long[] _count = new long[Capacity + 2];
    private readonly long[] _sum = new long[Capacity + 2];
    private readonly long[] _max = new long[Capacity + 2];

    public static long Run(IReadOnlyList<RecordBatch> batches)
    {
        var loop = new Updating();
        long rows = 0;
        foreach (RecordBatch batch in batches)
        {
            rows += loop.Add(batch.Values<long>(0), batch.Values<long>(1));
        }

        return rows;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private long Add(ReadOnlySpan<long> key, ReadOnlySpan<long> price)
    {
        long rows = 0;
        int at = 0;
        for (int row = 0; row < key.Length; row++)
        {
            ref Totals totals = ref _table.GetOrAdd(key[row]);
            bool known = totals.Count != 0;
            if (known)
            {
                Write(at++, 1, key[row], in totals);
            }

            totals.Add(price[row]);
            Write(at++, known ? (byte)2 : (byte)0, key[row], in totals);
            if (at >= Capacity)
            {
                rows += at;
                at = 0;
            }
        }

        return rows + at;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Write(int at, byte kind, long key, in Totals totals)
    {
        _kind[at] = kind;
        _key[at] = key;
        _count[at] = totals.Count;
        _sum[at] = totals.Sum;
        _max[at] = totals.Max;
    }
}
