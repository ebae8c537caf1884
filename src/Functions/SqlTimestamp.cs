using System.Runtime.CompilerServices;
using FlinkSql.Columnar;

namespace FlinkSql.Functions;

/// <summary>
/// A TIMESTAMP or TIMESTAMP_LTZ value as functions see it, of any precision: milliseconds since 1970-01-01T00:00 and
/// the nanoseconds within the millisecond, 0 to 999,999.
/// </summary>
public readonly record struct SqlTimestamp(long Milliseconds, int NanosOfMillisecond) : IComparable<SqlTimestamp>
{
    private const int NanosPerMillisecond = 1_000_000;

    /// <summary>The value of a column of TIMESTAMP(precision), which counts milli-, micro- or nanoseconds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SqlTimestamp FromUnits(long units, int precision) =>
        precision <= 3 ? new SqlTimestamp(units, 0) : FromFine(units, precision <= 6 ? 1_000 : NanosPerMillisecond);

    /// <summary>The value as a column of TIMESTAMP(precision) stores it; finer digits are cut.</summary>
    /// <exception cref="QueryException">The time is beyond what 64 bits of that unit reach.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long ToUnits(int precision) => precision <= 3 ? Milliseconds : ToFine(precision <= 6 ? 1_000 : NanosPerMillisecond);

    /// <summary>The value with the digits beyond the precision cut off.</summary>
    public SqlTimestamp Cut(int precision)
    {
        if (precision >= 3)
        {
            int unit = (int)PowersOfTen.Of64[9 - Math.Min(precision, 9)];
            return this with { NanosOfMillisecond = NanosOfMillisecond - NanosOfMillisecond % unit };
        }

        TimeUnits.FloorDivide(Milliseconds, PowersOfTen.Of64[3 - precision], out long rest);
        return new SqlTimestamp(Milliseconds - rest, 0);
    }

    public int CompareTo(SqlTimestamp other)
    {
        int order = Milliseconds.CompareTo(other.Milliseconds);
        return order != 0 ? order : NanosOfMillisecond.CompareTo(other.NanosOfMillisecond);
    }

    public static bool operator <(SqlTimestamp left, SqlTimestamp right) => left.CompareTo(right) < 0;

    public static bool operator >(SqlTimestamp left, SqlTimestamp right) => left.CompareTo(right) > 0;

    public static bool operator <=(SqlTimestamp left, SqlTimestamp right) => left.CompareTo(right) <= 0;

    public static bool operator >=(SqlTimestamp left, SqlTimestamp right) => left.CompareTo(right) >= 0;

    private static SqlTimestamp FromFine(long units, int perMillisecond)
    {
        long milliseconds = TimeUnits.FloorDivide(units, perMillisecond, out long rest);
        return new SqlTimestamp(milliseconds, (int)rest * (NanosPerMillisecond / perMillisecond));
    }

    private long ToFine(int perMillisecond)
    {
        long high = Math.BigMul(Milliseconds, perMillisecond, out long units);
        units += NanosOfMillisecond / (NanosPerMillisecond / perMillisecond);
        if (high != units >> 63)
        {
            ThrowOutOfRange();
        }

        return units;
    }

    private void ThrowOutOfRange()
    {
        Span<byte> text = stackalloc byte[Utf8Text.MaxLength];
        int length = Utf8Text.WriteTimestamp(text, Milliseconds, 3);
        throw new QueryException(
            "FLS6011",
            $"{System.Text.Encoding.UTF8.GetString(text[..length])} cannot be stored as TIMESTAMP(9): "
                + "nanoseconds reach from 1677-09-21 to 2262-04-11",
            "cast it to TIMESTAMP(6)");
    }
}
