using System.Numerics;

namespace FlinkSql.Runtime.Operators;

/// <summary>Finds rows of one stretch of time that follow each other, a vector of rows at a time.</summary>
internal static class TimeRun
{
    /// <summary>The first row whose time is not in [start, start + length), or the end of the rows.</summary>
    public static int End(ReadOnlySpan<long> times, int from, int to, long start, long length)
    {
        var least = new Vector<ulong>((ulong)start);
        var lengths = new Vector<ulong>((ulong)length);
        int row = from;
        while (row <= to - Vector<ulong>.Count
            && Vector.LessThanAll(Vector.AsVectorUInt64(new Vector<long>(times[row..])) - least, lengths))
        {
            row += Vector<ulong>.Count;
        }

        while (row < to && (ulong)(times[row] - start) < (ulong)length)
        {
            row++;
        }

        return row;
    }
}
