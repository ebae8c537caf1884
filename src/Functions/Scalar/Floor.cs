using FlinkSql.Columnar;
using FlinkSql.Functions.Time;

namespace FlinkSql.Functions.Scalar;

/// <summary>FLOOR: the greatest whole number not above. Times are rounded to a unit of the calendar.</summary>
public static class Floor
{
    [ScalarFunction("floor(tinyint) -> $0")]
    public static sbyte Invoke(sbyte x) => x;

    [ScalarFunction("floor(smallint) -> $0")]
    public static short Invoke(short x) => x;

    [ScalarFunction("floor(int) -> $0")]
    public static int Invoke(int x) => x;

    [ScalarFunction("floor(bigint) -> $0")]
    public static long Invoke(long x) => x;

    [ScalarFunction("floor(float) -> $0")]
    public static float Invoke(float x) => MathF.Floor(x);

    [ScalarFunction("floor(double) -> $0")]
    public static double Invoke(double x) => Math.Floor(x);

    [ScalarFunction("floor(decimal) -> infer")]
    public static SqlDecimal Invoke(SqlDecimal x)
    {
        Int128 unit = PowersOfTen.Of128[x.Scale];
        Int128 whole = x.Unscaled / unit;
        return new SqlDecimal(x.Unscaled < 0 && whole * unit != x.Unscaled ? whole - 1 : whole, x.Precision, 0);
    }

    [ScalarFunction("floor(date, string) -> $0")]
    public static int Date(int x, ReadOnlySpan<byte> unit) =>
        CalendarRounding.FloorDate(x, CalendarUnits.Parse(unit));

    [ScalarFunction("floor(time, string) -> $0")]
    public static long Time(long x, ReadOnlySpan<byte> unit) =>
        CalendarRounding.FloorTime(x, CalendarUnits.Parse(unit));

    [ScalarFunction("floor(timestamp, string) -> $0")]
    public static SqlTimestamp Timestamp(SqlTimestamp x, ReadOnlySpan<byte> unit) =>
        CalendarRounding.FloorTimestamp(x, CalendarUnits.Parse(unit));

    [ScalarFunction("floor(timestamp_ltz, string) -> $0")]
    public static SqlTimestamp Instant(SqlTimestamp x, ReadOnlySpan<byte> unit, QueryContext context) =>
        CalendarRounding.FloorInstant(x, CalendarUnits.Parse(unit), context);

    /// <summary>The digits of the argument, of which none stand behind the point.</summary>
    public static DataType InferResult(ReadOnlySpan<DataType> arguments) => DataTypes.Decimal(((DecimalType)arguments[0]).Precision, 0);
}
