using FlinkSql.Columnar;
using FlinkSql.Functions;

namespace FlinkSql.Planner.Types;

/// <summary>The types that values of different types are brought to when they meet, as Flink decides it.</summary>
internal static class TypeCoercion
{
    /// <summary>
    /// The type that CASE, COALESCE, UNION, ARRAY and the like give their parts; null when there is none.
    /// </summary>
    public static DataType? Common(IEnumerable<DataType> types)
    {
        DataType? common = null;
        foreach (DataType type in types)
        {
            common = common is null ? type : Common(common, type);
            if (common is null)
            {
                return null;
            }
        }

        return common;
    }

    /// <inheritdoc cref="Common(IEnumerable{DataType})"/>
    public static DataType? Common(DataType left, DataType right)
    {
        bool nullable = left.Nullable || right.Nullable;
        if (left.SameIgnoringNullability(right) || right is NullType)
        {
            return left.WithNullable(nullable);
        }

        DataType? common = (left, right) switch
        {
            (NullType, _) => right,
            (StringType a, StringType b) => new StringType(Math.Max(a.Length, b.Length), Same(a, b)),
            (BinaryType a, BinaryType b) => new BinaryType(Math.Max(a.Length, b.Length), Same(a, b)),
            (IntervalType a, IntervalType b) => a.YearMonth == b.YearMonth ? a : null,
            (ArrayType a, ArrayType b) => Common(a.Element, b.Element) is { } element ? new ArrayType(element) : null,
            (MultisetType a, MultisetType b) =>
                Common(a.Element, b.Element) is { } element ? new MultisetType(element) : null,
            (MapType a, MapType b) => Map(a, b),
            (RowType a, RowType b) => Row(a, b),
            _ when left.IsNumeric() && right.IsNumeric() => Numeric(left, right),
            _ when IsTime(left) && IsTime(right) => Time(left, right),
            (StringType, _) when IsPlain(right) => DataTypes.String,
            (_, StringType) when IsPlain(left) => DataTypes.String,
            _ => null,
        };
        return common?.WithNullable(nullable);
    }

    /// <summary>
    /// The type both sides of a comparison are brought to; null when they cannot be compared. Unlike
    /// <see cref="Common(DataType, DataType)"/>, text gives way: it is read as what it is compared with.
    /// </summary>
    public static DataType? Comparison(DataType left, DataType right) => (left, right) switch
    {
        (StringType, StringType) or (BinaryType, BinaryType) => Common(left, right),
        (StringType, _) when IsPlain(right) => right.WithNullable(true),
        (_, StringType) when IsPlain(left) => left.WithNullable(true),
        _ => Common(left, right),
    };

    /// <summary>The type two numbers are brought to. Decimals of different sizes widen to one that holds both.</summary>
    public static DataType Numeric(DataType left, DataType right)
    {
        bool nullable = left.Nullable || right.Nullable;
        DataType common = (left, right) switch
        {
            (IntegerType a, IntegerType b) => a.Width >= b.Width ? a : b,
            (FloatingType a, FloatingType b) => a.Width >= b.Width ? a : b,
            (FloatingType, DecimalType) or (DecimalType, FloatingType) => DataTypes.Double,
            (FloatingType, _) => left,
            (_, FloatingType) => right,
            _ => DecimalTypes.Common(DecimalTypes.Of(left), DecimalTypes.Of(right)),
        };
        return common.WithNullable(nullable);
    }

    /// <summary>Whether a value of one type may be stored in a column of another without a CAST in the query.</summary>
    public static bool CanAssign(DataType from, DataType to)
    {
        if (from.SameIgnoringNullability(to) || from is NullType)
        {
            return true;
        }

        return (from, to) switch
        {
            (StringType a, StringType b) => !b.Fixed || a.Fixed,
            (BinaryType a, BinaryType b) => !b.Fixed || a.Fixed,
            (IntegerType a, IntegerType b) => a.Width <= b.Width,
            (IntegerType or DecimalType, FloatingType) => true,
            (FloatingType a, FloatingType b) => a.Width <= b.Width,
            (_, DecimalType) => from.IsNumeric(),
            (TimestampType, TimestampType or DateType or TimeType) => true,
            (TimeType, TimeType) => true,
            (IntervalType a, IntervalType b) => a.YearMonth == b.YearMonth,
            (ArrayType a, ArrayType b) => CanAssign(a.Element, b.Element),
            (MultisetType a, MultisetType b) => CanAssign(a.Element, b.Element),
            (MapType a, MapType b) => CanAssign(a.Key, b.Key) && CanAssign(a.Value, b.Value),
            (RowType a, RowType b) => a.Fields.Count == b.Fields.Count
                && a.Fields.Zip(b.Fields).All(pair => CanAssign(pair.First.Type, pair.Second.Type)),
            _ => false,
        };
    }

    /// <summary>Whether two values of the type can be told apart by = and put in order by &lt;.</summary>
    public static bool IsOrdered(DataType type) =>
        type is not (MapType or MultisetType or RowType or ArrayType or VariantType);

    private static bool Same(StringType left, StringType right) =>
        left.Fixed && right.Fixed && left.Length == right.Length;

    private static bool Same(BinaryType left, BinaryType right) =>
        left.Fixed && right.Fixed && left.Length == right.Length;

    private static bool IsTime(DataType type) => type is DateType or TimestampType or TimeType;

    private static bool IsPlain(DataType type) =>
        type.IsNumeric() || type is BooleanType or DateType or TimeType or TimestampType;

    private static DataType? Time(DataType left, DataType right) => (left, right) switch
    {
        (TimeType a, TimeType b) => new TimeType(Math.Max(a.Precision, b.Precision)),
        (TimestampType a, TimestampType b) =>
            new TimestampType(Math.Max(a.Precision, b.Precision), a.LocalTimeZone || b.LocalTimeZone),
        (DateType, TimestampType) => right,
        (TimestampType, DateType) => left,
        _ => null,
    };

    private static MapType? Map(MapType left, MapType right)
    {
        DataType? key = Common(left.Key, right.Key);
        DataType? value = Common(left.Value, right.Value);
        return key is null || value is null ? null : new MapType(key, value);
    }

    private static RowType? Row(RowType left, RowType right)
    {
        if (left.Fields.Count != right.Fields.Count)
        {
            return null;
        }

        var fields = new Field[left.Fields.Count];
        for (int field = 0; field < fields.Length; field++)
        {
            if (Common(left.Fields[field].Type, right.Fields[field].Type) is not { } common)
            {
                return null;
            }

            fields[field] = new Field(left.Fields[field].Name, common);
        }

        return new RowType(fields.ToEquatable());
    }
}
