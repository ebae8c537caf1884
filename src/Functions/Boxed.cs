using System.Diagnostics;
using System.Text;
using FlinkSql.Columnar;

namespace FlinkSql.Functions;

/// <summary>
/// Turns the boxed form of a value (<see cref="Column.GetValue"/>) into the C# value that functions take, and back.
/// For the slow paths: constants, nested types, tests.
/// </summary>
public static class Boxed
{
    public static bool ToBoolean(object value, DataType type) => (bool)value;

    public static sbyte ToInt8(object value, DataType type) => (sbyte)ToInt64(value, type);

    public static short ToInt16(object value, DataType type) => (short)ToInt64(value, type);

    public static int ToInt32(object value, DataType type) => (int)ToInt64(value, type);

    /// <summary>Also TIME, in nanoseconds.</summary>
    public static long ToInt64(object value, DataType type)
    {
        long number = value switch
        {
            sbyte small => small,
            short small => small,
            int small => small,
            _ => (long)value,
        };
        return type is TimeType time ? SqlTime.FromUnits(number, time.Precision) : number;
    }

    public static float ToFloat(object value, DataType type) => value is float single ? single : ToInt64(value, type);

    public static double ToDouble(object value, DataType type) => value switch
    {
        double number => number,
        float number => number,
        _ => ToInt64(value, type),
    };

    public static SqlDecimal ToDecimal(object value, DataType type)
    {
        var shape = (DecimalType)type;
        return new SqlDecimal(value is long compact ? compact : (Int128)value, shape.Precision, shape.Scale);
    }

    public static SqlTimestamp ToTimestamp(object value, DataType type) =>
        SqlTimestamp.FromUnits((long)value, ((TimestampType)type).Precision);

    /// <summary>Text and binary.</summary>
    public static ReadOnlySpan<byte> ToBytes(object value, DataType type) =>
        value is string text ? Encoding.UTF8.GetBytes(text) : (byte[])value;

    public static object From(bool value, DataType type) => value;

    public static object From(sbyte value, DataType type) => From((long)value, type);

    public static object From(short value, DataType type) => From((long)value, type);

    public static object From(int value, DataType type) => From((long)value, type);

    public static object From(long value, DataType type)
    {
        long stored = type is TimeType time ? SqlTime.ToUnits(value, time.Precision) : value;
        return type.Physical switch
        {
            PhysicalType.Int8 => (object)(sbyte)stored,
            PhysicalType.Int16 => (short)stored,
            PhysicalType.Int32 => (int)stored,
            PhysicalType.Int64 => stored,
            _ => throw new UnreachableException(),
        };
    }

    public static object From(float value, DataType type) => type.Physical == PhysicalType.Float64 ? (object)(double)value : value;

    public static object From(double value, DataType type) => type.Physical == PhysicalType.Float32 ? (object)(float)value : value;

    /// <summary>In the scale of the type; null where it has too many digits.</summary>
    public static object? From(SqlDecimal value, DataType type)
    {
        var shape = (DecimalType)type;
        if (!DecimalMath.TryRescale(value, shape.Precision, shape.Scale, out SqlDecimal fitted))
        {
            return null;
        }

        return shape.Physical == PhysicalType.Int64 ? (object)(long)fitted.Unscaled : fitted.Unscaled;
    }

    public static object From(SqlTimestamp value, DataType type) => value.ToUnits(((TimestampType)type).Precision);

    public static object From(ReadOnlySpan<byte> value, DataType type) =>
        type is BinaryType ? value.ToArray() : Encoding.UTF8.GetString(value);

    public static object? From(object? value, DataType type) => value;

    /// <summary>The variadic tail of a call as one list.</summary>
    internal static TextList ToTexts(object?[] arguments, DataType[] types, int from)
    {
        var texts = new TextList();
        for (int index = from; index < arguments.Length; index++)
        {
            if (arguments[index] is { } value)
            {
                texts.Add(ToBytes(value, types[index]));
            }
            else
            {
                texts.AddNull();
            }
        }

        return texts;
    }
}
