using System.Diagnostics;
using FlinkSql.Columnar;

namespace FlinkSql.Codegen.Expressions;

/// <summary>
/// The C# types that carry SQL values in generated code. Between operators a value is what its column stores; functions
/// take decimals, timestamps and times in a form that does not depend on the precision.
/// </summary>
internal static class Carriers
{
    public const string Text = "ReadOnlySpan<byte>";

    /// <summary>The type of a value as its column stores it.</summary>
    public static string Of(DataType type) => type.Physical switch
    {
        PhysicalType.Boolean => "bool",
        PhysicalType.Bytes => Text,
        PhysicalType.List or PhysicalType.Map or PhysicalType.Struct or PhysicalType.Null => "object?",
        PhysicalType physical => Fixed(physical),
    };

    /// <summary>The type of the elements of a fixed-width column.</summary>
    public static string Fixed(PhysicalType physical) => physical switch
    {
        PhysicalType.Int8 => "sbyte",
        PhysicalType.Int16 => "short",
        PhysicalType.Int32 => "int",
        PhysicalType.Int64 => "long",
        PhysicalType.Int128 => "Int128",
        PhysicalType.Float32 => "float",
        PhysicalType.Float64 => "double",
        _ => throw new UnreachableException(),
    };

    /// <summary>Whether values are of fixed width, in a column of that many bytes each.</summary>
    public static bool IsFixed(DataType type) => type.Physical is PhysicalType.Int8 or PhysicalType.Int16
        or PhysicalType.Int32 or PhysicalType.Int64 or PhysicalType.Int128 or PhysicalType.Float32
        or PhysicalType.Float64;

    public static bool IsText(DataType type) => type.Physical == PhysicalType.Bytes;

    public static bool IsBoxed(DataType type) =>
        type.Physical is PhysicalType.List or PhysicalType.Map or PhysicalType.Struct or PhysicalType.Null;

    /// <summary>Whether C# computes in int and has to be told to come back.</summary>
    public static bool IsNarrow(DataType type) => type.Physical is PhysicalType.Int8 or PhysicalType.Int16;

    /// <summary>A stored value in the form functions take.</summary>
    public static string ToFunction(DataType type, string value) => type switch
    {
        DecimalType d => $"new SqlDecimal({value}, {d.Precision}, {d.Scale})",
        TimestampType t => $"SqlTimestamp.FromUnits({value}, {t.Precision})",
        TimeType t => $"SqlTime.FromUnits({value}, {t.Precision})",
        _ => value,
    };

    /// <summary>The type of a value in the form functions take.</summary>
    public static string FunctionType(DataType type) => type switch
    {
        DecimalType => "SqlDecimal",
        TimestampType => "SqlTimestamp",
        TimeType => "long",
        _ => Of(type),
    };

    /// <summary>Whether functions take and give values of the type in another form than columns.</summary>
    public static bool Differs(DataType type) => type is DecimalType or TimestampType or TimeType;
}
