using System.Globalization;
using FlinkSql.Columnar;
using FlinkSql.Planner.Expressions;

namespace FlinkSql.Planner.Binding;

/// <summary>Brings expressions to a type. Constants are converted at once where nothing can be lost.</summary>
internal static class Coerce
{
    /// <summary>The expression as a value of the type; nullable exactly when the expression is.</summary>
    public static Expr To(Expr expr, DataType type)
    {
        if (expr.Type.SameIgnoringNullability(type))
        {
            return expr;
        }

        if (expr is LiteralExpr literal && Constant(literal, type) is { } constant)
        {
            return constant;
        }

        return new CastExpr(expr, type.WithNullable(expr.Type.Nullable), Try: false) { Span = expr.Span };
    }

    /// <summary>Like <see cref="To"/>, but texts of any length, and decimals of any size, count as one type.</summary>
    public static Expr ToFamily(Expr expr, DataType type) => (expr.Type, type) switch
    {
        (StringType, StringType) or (BinaryType, BinaryType) or (DecimalType, DecimalType) => expr,
        _ => To(expr, type),
    };

    /// <summary>The constant in another type; null when that has to wait for run time.</summary>
    public static LiteralExpr? Constant(LiteralExpr literal, DataType type)
    {
        if (literal.Value is null)
        {
            return new LiteralExpr(null, type.WithNullable(true)) { Span = literal.Span };
        }

        object? value = (literal.Value, literal.Type, type) switch
        {
            (string text, StringType, StringType { Fixed: false } to) when Fits(text, to.Length) => text,
            (IConvertible number, IntegerType, IntegerType to) => Integer(number.ToInt64(null), to.Width),
            (IConvertible number, IntegerType, FloatingType { Width: 4 }) => number.ToSingle(null),
            (IConvertible number, IntegerType, FloatingType) => number.ToDouble(null),
            (IConvertible number, IntegerType, DecimalType to) => Decimal(number.ToInt64(null), 0, to),
            (long unscaled, DecimalType from, DecimalType to) => Decimal(unscaled, from.Scale, to),
            (Int128 unscaled, DecimalType from, DecimalType to) => Decimal(unscaled, from.Scale, to),
            (long unscaled, DecimalType from, FloatingType { Width: 8 }) => Double(unscaled, from.Scale),
            (long units, TimestampType from, TimestampType to) when from.LocalTimeZone == to.LocalTimeZone =>
                Timestamp(units, from, to),
            (int days, DateType, TimestampType { LocalTimeZone: false, Precision: <= 6 } to) =>
                days * 86_400L * to.UnitsPerSecond,
            _ => null,
        };
        return value is null ? null : new LiteralExpr(value, type.WithNullable(false)) { Span = literal.Span };
    }

    private static bool Fits(string text, int length) =>
        text.Length <= length || text.EnumerateRunes().Count() <= length;

    private static object? Integer(long value, int width) => width switch
    {
        1 when (sbyte)value == value => (sbyte)value,
        2 when (short)value == value => (short)value,
        4 when (int)value == value => (int)value,
        8 => value,
        _ => null,
    };

    private static object? Decimal(Int128 unscaled, int scale, DecimalType to)
    {
        if (to.Scale < scale || to.Scale - scale > 38)
        {
            return null;
        }

        Int128 factor = PowersOfTen.Of128[to.Scale - scale];
        if (Int128.Abs(unscaled) >= PowersOfTen.Of128[to.Precision - (to.Scale - scale)])
        {
            return null;
        }

        Int128 value = unscaled * factor;
        return to.Physical is PhysicalType.Int64 ? (long)value : value;
    }

    private static object Double(long unscaled, int scale) => double.Parse(
        string.Create(CultureInfo.InvariantCulture, $"{unscaled}E-{scale}"), CultureInfo.InvariantCulture);

    private static object? Timestamp(long units, TimestampType from, TimestampType to)
    {
        if (to.Precision < from.Precision)
        {
            return null;
        }

        Int128 value = (Int128)units * (to.UnitsPerSecond / from.UnitsPerSecond);
        return (long)value == value ? (long)value : null;
    }
}
