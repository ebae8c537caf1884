using FlinkSql.Columnar;
using FlinkSql.Functions.Time;

namespace FlinkSql.Functions.Scalar;

/// <summary>
/// CEIL, also CEILING: the least whole number not below. Times are rounded to a unit of the calendar.
/// </summary>
public static class Ceil
{
    [ScalarFunction("ceil(tinyint) -> $0")]
    [ScalarFunction("ceiling(tinyint) -> $0")]
    public static sbyte Invoke(sbyte x) => x;

    [ScalarFunction("ceil(smallint) -> $0")]
    [ScalarFunction("ceiling(smallint) -> $0")]
    public static short Invoke(short x) => x;

    [ScalarFunction("ceil(int) -> $0")]
    [ScalarFunction("ceiling(int) -> $0")]
    public static int Invoke(int x) => x;

    [ScalarFunction("ceil(bigint) -> $0")]
    [ScalarFunction("ceiling(bigint) -> $0")]
    public static long Invoke(long x) => x;

    [ScalarFunction("ceil(float) -> $0")]
    [ScalarFunction("ceiling(float) -> $0")]
    public static float Invoke(float x) => MathF.Ceiling(x);

    [ScalarFunction("ceil(double) -> $0")]
    [ScalarFunction("ceiling(double) -> $0")]
    public static double Invoke(double x) => Math.Ceiling(x);

    [ScalarFunction("ceil(decimal) -> infer")]
    [ScalarFunction("ceiling(decimal) -> infer")]
    public static SqlDecimal Invoke(SqlDecimal x)
    {
        Int128 unit = PowersOfTen.Of128[x.Scale];
        Int128 whole = x.Unscaled / unit;
        return new SqlDecimal(x.Unscaled > 0 && whole * unit != x.Unscaled ? whole + 1 : whole, x.Precision, 0);
    }

    [ScalarFunction("ceil(date, string) -> $0")]
    [ScalarFunction("ceiling(date, string) -> $0")]
    public static int Date(int x, ReadOnlySpan<byte> unit) =>
        CalendarRounding.CeilDate(x, CalendarUnits.Parse(unit));

    [ScalarFunction("ceil(time, string) -> $0")]
    [ScalarFunction("ceiling(time, string) -> $0")]
    public static long Time(long x, ReadOnlySpan<byte> unit) =>
        CalendarRounding.CeilTime(x, CalendarUnits.Parse(unit));

    [ScalarFunction("ceil(timestamp, string) -> $0")]
    [ScalarFunction("ceiling(timestamp, string) -> $0")]
    public static SqlTimestamp Timestamp(SqlTimestamp x, ReadOnlySpan<byte> unit) =>
        CalendarRounding.CeilTimestamp(x, CalendarUnits.Parse(unit));

    [ScalarFunction("ceil(timestamp_ltz, string) -> $0")]
    [ScalarFunction("ceiling(timestamp_ltz, string) -> $0")]
    public static SqlTimestamp Instant(SqlTimestamp x, ReadOnlySpan<byte> unit, QueryContext context) =>
        CalendarRounding.CeilInstant(x, CalendarUnits.Parse(unit), context);

    /// <summary>The digits of the argument, of which none stand behind the point.</summary>
    public static DataType InferResult(ReadOnlySpan<DataType> arguments) => DataTypes.Decimal(((DecimalType)arguments[0]).Precision, 0);
}
