using FlinkSql.Columnar;

namespace FlinkSql.Functions.Casts;

/// <summary>
/// Casts between intervals and numbers: months for YEAR TO MONTH, milliseconds for DAY TO SECOND. A caller that knows
/// the single field of an interval type scales before or after.
/// </summary>
public static class IntervalCasts
{
    [Cast("interval_month -> tinyint")]
    [Cast("interval_day -> tinyint")]
    public static sbyte ToInt8(long value) => (sbyte)value;

    [Cast("interval_month -> smallint")]
    [Cast("interval_day -> smallint")]
    public static short ToInt16(long value) => (short)value;

    [Cast("interval_month -> int")]
    [Cast("interval_day -> int")]
    public static int ToInt32(long value) => (int)value;

    [Cast("interval_month -> bigint")]
    [Cast("interval_day -> bigint")]
    public static long ToInt64(long value) => value;

    [Cast("interval_month -> decimal", NullOnFailure = true)]
    [Cast("interval_day -> decimal", NullOnFailure = true)]
    public static bool TryDecimal(long value, DataType from, DataType to, out SqlDecimal result) =>
        DecimalCasts.TryDecimal(value, from, to, out result);

    [Cast("tinyint -> interval_month")]
    [Cast("smallint -> interval_month")]
    [Cast("int -> interval_month")]
    [Cast("bigint -> interval_month")]
    public static int ToMonths(long value) => (int)value;

    [Cast("tinyint -> interval_day")]
    [Cast("smallint -> interval_day")]
    [Cast("int -> interval_day")]
    [Cast("bigint -> interval_day")]
    public static long ToMilliseconds(long value) => value;

    [Cast("decimal -> interval_month")]
    public static int ToMonths(SqlDecimal value) => DecimalCasts.ToInt32(value);

    [Cast("decimal -> interval_day")]
    public static long ToMilliseconds(SqlDecimal value) => DecimalCasts.ToInt64(value);
}
