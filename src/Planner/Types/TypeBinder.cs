using FlinkSql.Columnar;
using FlinkSql.Parser.Ast;
using FlinkSql.Parser.Diagnostics;
using FlinkSql.Planner.Binding;

namespace FlinkSql.Planner.Types;

/// <summary>Turns a type as written into a <see cref="DataType"/>, or says what is wrong with it.</summary>
internal sealed class TypeBinder(Action<Diagnostic> report)
{
    private static readonly string[] s_typeNames =
    [
        "BOOLEAN", "TINYINT", "SMALLINT", "INT", "BIGINT", "FLOAT", "DOUBLE", "DECIMAL", "CHAR", "VARCHAR", "STRING",
        "BINARY", "VARBINARY", "BYTES", "DATE", "TIME", "TIMESTAMP", "TIMESTAMP_LTZ", "INTERVAL", "ARRAY", "MAP",
        "MULTISET", "ROW", "VARIANT", "INTEGER", "NUMERIC", "DEC",
    ];

    /// <summary>The type, or null after an error was reported.</summary>
    public DataType? Read(DataTypeSyntax syntax)
    {
        if (!DepthGuard.Enter())
        {
            report(BinderErrors.NestedTooDeep(syntax.Span));
            return null;
        }

        return Shape(syntax)?.WithNullable(!syntax.NotNull);
    }

    private DataType? Shape(DataTypeSyntax syntax) => syntax switch
    {
        SimpleTypeSyntax simple => Simple(simple),
        IntervalTypeSyntax interval => new IntervalType(interval.Qualifier.Start is TimeUnit.Year or TimeUnit.Month),
        ArrayTypeSyntax array => Read(array.Element) is { } element ? new ArrayType(element) : null,
        MultisetTypeSyntax multiset => Read(multiset.Element) is { } element ? new MultisetType(element) : null,
        MapTypeSyntax map => Map(map),
        RowTypeSyntax row => Row(row),
        NamedTypeSyntax named => Unknown(string.Join(".", named.Name.Select(part => part.Name)), named.Span),
        StructuredTypeSyntax structured => NotSupported("STRUCTURED types", structured.Span),
        RawTypeSyntax raw => NotSupported("RAW types", raw.Span),
        _ => throw new InvalidOperationException($"binder: {syntax.GetType().Name} is not a known type"),
    };

    private DataType? Simple(SimpleTypeSyntax type)
    {
        int? length = type.Precision;
        return type.Name switch
        {
            SqlTypeName.Boolean => DataTypes.Boolean,
            SqlTypeName.TinyInt => DataTypes.TinyInt,
            SqlTypeName.SmallInt => DataTypes.SmallInt,
            SqlTypeName.Int => DataTypes.Int,
            SqlTypeName.BigInt => DataTypes.BigInt,
            SqlTypeName.Float => DataTypes.Float,
            SqlTypeName.Double => DataTypes.Double,
            SqlTypeName.Decimal => Decimal(type),
            SqlTypeName.Char => Sized(type, 1) is { } n ? new StringType(n, Fixed: true) : null,
            SqlTypeName.VarChar => Sized(type, StringType.MaxLength) is { } n ? new StringType(n) : null,
            SqlTypeName.String => DataTypes.String,
            SqlTypeName.Binary => Sized(type, 1) is { } n ? new BinaryType(n, Fixed: true) : null,
            SqlTypeName.VarBinary => Sized(type, BinaryType.MaxLength) is { } n ? new BinaryType(n) : null,
            SqlTypeName.Bytes => DataTypes.Bytes,
            SqlTypeName.Date => DataTypes.Date,
            SqlTypeName.Time => Fraction(type, length ?? 0) is { } p ? new TimeType(p) : null,
            SqlTypeName.Timestamp => Fraction(type, length ?? 6) is { } p ? new TimestampType(p) : null,
            SqlTypeName.TimestampLtz =>
                Fraction(type, length ?? 6) is { } p ? new TimestampType(p, LocalTimeZone: true) : null,
            SqlTypeName.TimestampTz => NotSupported("TIMESTAMP WITH TIME ZONE", type.Span),
            SqlTypeName.Variant => DataTypes.Variant,
            SqlTypeName.Null => DataTypes.Null,
            _ => throw new InvalidOperationException($"binder: {type.Name} is not a known type"),
        };
    }

    private DecimalType? Decimal(SimpleTypeSyntax type)
    {
        int precision = type.Precision ?? 10;
        int scale = type.Scale ?? 0;
        if (precision is < 1 or > DecimalType.MaxPrecision || scale < 0 || scale > precision)
        {
            report(BinderErrors.TypeParameter(
                type.Span,
                $"DECIMAL({precision}, {scale}) does not exist",
                $"the precision is 1 to {DecimalType.MaxPrecision}, the scale 0 to the precision"));
            return null;
        }

        return new DecimalType(precision, scale);
    }

    private int? Sized(SimpleTypeSyntax type, int unsaid)
    {
        int length = type.Precision ?? unsaid;
        if (length >= 1)
        {
            return length;
        }

        string name = type.Name.ToString().ToUpperInvariant();
        report(BinderErrors.TypeParameter(
            type.Span, $"{name}({length}) does not exist", "a length is 1 to 2147483647"));
        return null;
    }

    private int? Fraction(SimpleTypeSyntax type, int precision)
    {
        if (precision is >= 0 and <= 9)
        {
            return precision;
        }

        string name = type.Name is SqlTypeName.TimestampLtz ? "TIMESTAMP_LTZ" : type.Name.ToString().ToUpperInvariant();
        report(BinderErrors.TypeParameter(
            type.Span, $"{name}({precision}) does not exist", "the precision is 0 to 9 digits of a second"));
        return null;
    }

    private MapType? Map(MapTypeSyntax map)
    {
        DataType? key = Read(map.Key);
        DataType? value = Read(map.Value);
        return key is null || value is null ? null : new MapType(key, value);
    }

    private RowType? Row(RowTypeSyntax row)
    {
        var fields = new List<Field>(row.Fields.Count);
        var names = new HashSet<string>(StringComparer.Ordinal);
        bool complete = true;
        foreach (RowFieldSyntax field in row.Fields)
        {
            if (!names.Add(field.Name.Name))
            {
                report(BinderErrors.DuplicateColumn(field.Name.Span, field.Name.Name, "the row type"));
                complete = false;
            }

            if (Read(field.Type) is { } type)
            {
                fields.Add(new Field(field.Name.Name, type));
            }
            else
            {
                complete = false;
            }
        }

        return complete ? new RowType(fields.ToEquatable()) : null;
    }

    private DataType? Unknown(string name, SourceSpan span)
    {
        report(BinderErrors.UnknownType(span, name, Suggest.Closest(name, s_typeNames)));
        return null;
    }

    private DataType? NotSupported(string what, SourceSpan span)
    {
        report(BinderErrors.NotSupportedYet(span, what));
        return null;
    }
}
