using System.Runtime.CompilerServices;

namespace FlinkSql.Bench.Suite.ByHand;

/// <summary>Where a loop by hand writes its rows: columns of BIGINT of one batch, used again when it is full.</summary>
internal sealed class HandOutput(int columns)
{
    private const int Capacity = 4096;

    private readonly long[][] _columns = [.. Enumerable.Range(0, columns).Select(_ => new long[Capacity])];
    private int _at;
    private long _sent;

    public long Rows => _sent + _at;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(long first, long second, in Totals totals)
    {
        long[][] to = _columns;
        int at = _at;
        to[0][at] = first;
        to[1][at] = second;
        to[2][at] = totals.Count;
        to[3][at] = totals.Sum;
        to[4][at] = totals.Max;
        Next();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Next()
    {
        if (++_at == Capacity)
        {
            _sent += _at;
            _at = 0;
        }
    }
}
