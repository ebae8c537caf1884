using FlinkSql.Columnar;
using FlinkSql.Parser.Ast;

namespace FlinkSql.Linq.Rows;

/// <summary>Which SQL type a .NET type is. NULL is apart: <c>int?</c> is INT as <c>int</c> is.</summary>
internal static class ClrTypes
{
    private const int DecimalPrecision = 28;
    private const int DecimalScale = 10;

    private static readonly Dictionary<Type, DataType> s_types = new()
    {
        [typeof(bool)] = DataTypes.Boolean,
        [typeof(sbyte)] = DataTypes.TinyInt,
        [typeof(short)] = DataTypes.SmallInt,
        [typeof(int)] = DataTypes.Int,
        [typeof(long)] = DataTypes.BigInt,
        [typeof(float)] = DataTypes.Float,
        [typeof(double)] = DataTypes.Double,
        [typeof(decimal)] = DataTypes.Decimal(DecimalPrecision, DecimalScale),
        [typeof(string)] = DataTypes.String,
        [typeof(byte[])] = DataTypes.Bytes,
        [typeof(DateTime)] = DataTypes.Timestamp3,
        [typeof(DateTimeOffset)] = DataTypes.TimestampLtz3,
        [typeof(DateOnly)] = DataTypes.Date,
        [typeof(TimeOnly)] = new TimeType(3),
        [typeof(TimeSpan)] = DataTypes.DayTimeInterval,
    };

    private static readonly Type[] s_integers = [typeof(sbyte), typeof(short), typeof(int), typeof(long)];

    /// <summary>The type without <c>?</c>.</summary>
    public static Type Bare(Type type) => Nullable.GetUnderlyingType(type) ?? type;

    /// <summary>The SQL type, nullable; null when there is none.</summary>
    public static DataType? ToSql(Type type, DecimalAttribute? digits = null)
    {
        Type bare = Bare(type);
        return bare == typeof(decimal) && digits is not null ? DataTypes.Decimal(digits.Precision, digits.Scale)
            : bare.IsEnum ? DataTypes.String
            : s_types.GetValueOrDefault(bare);
    }

    /// <summary>Whether a value of the type is one value of SQL.</summary>
    public static bool IsValue(Type type) => ToSql(type) is not null;

    public static bool IsInteger(Type type) => s_integers.Contains(Bare(type));

    public static bool IsNumber(Type type) =>
        IsInteger(type) || Bare(type) == typeof(float) || Bare(type) == typeof(double) || Bare(type) == typeof(decimal);

    public static bool IsTime(Type type) => Bare(type) == typeof(DateTime) || Bare(type) == typeof(DateTimeOffset);

    /// <summary>Whether every value of one number type is the same number in another.</summary>
    public static bool IsWidening(Type from, Type to)
    {
        (Type a, Type b) = (Bare(from), Bare(to));
        return a == b
            || (IsInteger(a) && IsNumber(b) && Array.IndexOf(s_integers, a) < (uint)Array.IndexOf(s_integers, b))
            || (a == typeof(float) && b == typeof(double));
    }

    /// <summary>The SQL type as it is written in CAST.</summary>
    public static DataTypeSyntax ToSyntax(Type type) => ToSql(type) switch
    {
        BooleanType => new SimpleTypeSyntax(SqlTypeName.Boolean),
        IntegerType { Width: 1 } => new SimpleTypeSyntax(SqlTypeName.TinyInt),
        IntegerType { Width: 2 } => new SimpleTypeSyntax(SqlTypeName.SmallInt),
        IntegerType { Width: 4 } => new SimpleTypeSyntax(SqlTypeName.Int),
        IntegerType => new SimpleTypeSyntax(SqlTypeName.BigInt),
        FloatingType { Width: 4 } => new SimpleTypeSyntax(SqlTypeName.Float),
        FloatingType => new SimpleTypeSyntax(SqlTypeName.Double),
        DecimalType => new SimpleTypeSyntax(SqlTypeName.Decimal) { Precision = DecimalPrecision, Scale = DecimalScale },
        StringType => new SimpleTypeSyntax(SqlTypeName.String),
        BinaryType => new SimpleTypeSyntax(SqlTypeName.Bytes),
        DateType => new SimpleTypeSyntax(SqlTypeName.Date),
        TimeType => new SimpleTypeSyntax(SqlTypeName.Time) { Precision = 3 },
        TimestampType { LocalTimeZone: true } => new SimpleTypeSyntax(SqlTypeName.TimestampLtz) { Precision = 3 },
        TimestampType => new SimpleTypeSyntax(SqlTypeName.Timestamp) { Precision = 3 },
        _ => throw new InvalidOperationException($"linq: {type} is not written in CAST"),
    };
}
