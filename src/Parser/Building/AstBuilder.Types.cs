using FlinkSql.Parser.Ast;
using FlinkSql.Parser.Diagnostics;
using static FlinkSql.Parser.Generated.FlinkSqlParser;

namespace FlinkSql.Parser.Building;

internal sealed partial class AstBuilder
{
    /// <summary>Any data type.</summary>
    public DataTypeSyntax DataType(DataTypeContext context)
    {
        TypeSuffixContext[] suffixes = context.typeSuffix();
        if (suffixes.Length > Limits.Nesting) throw new SyntaxErrorException(ParserErrors.TooDeep(SpanOf(context)));
        Descend(context, suffixes.Length + 1);
        DataTypeSyntax type = TypeHead(context.typeHead());
        foreach (TypeSuffixContext suffix in suffixes)
        {
            SourceSpan span = type.Span.To(SpanOf(suffix));
            type = suffix.ARRAY() is not null ? new ArrayTypeSyntax(type) { Span = span }
                : suffix.MULTISET() is not null ? new MultisetTypeSyntax(type) { Span = span }
                : type with { NotNull = suffix.NOT() is not null, Span = span };
        }
        Ascend(suffixes.Length + 1);
        return type;
    }

    private DataTypeSyntax TypeHead(TypeHeadContext context)
    {
        SourceSpan span = SpanOf(context);
        return context switch
        {
            ArrayTypeContext array => new ArrayTypeSyntax(DataType(array.dataType())) { Span = span },
            MultisetTypeContext multiset => new MultisetTypeSyntax(DataType(multiset.dataType())) { Span = span },
            MapTypeContext map => new MapTypeSyntax(DataType(map.dataType(0)), DataType(map.dataType(1))) { Span = span },
            RowTypeContext row => new RowTypeSyntax(Map(row.rowField(), RowField)) { Span = span },
            StructuredTypeContext structured => new StructuredTypeSyntax(
                Text(structured.text()), Map(structured.rowField(), RowField))
            { Span = span },
            RawTypeContext raw => new RawTypeSyntax(Text(raw.text(0)), Text(raw.text(1))) { Span = span },
            IntervalTypeContext interval => new IntervalTypeSyntax(Qualifier(interval.intervalQualifier())) { Span = span },
            TimeTypeContext time => new SimpleTypeSyntax(TimeName(time))
            {
                Precision = OptionalNumber(time.INTEGER()),
                Span = span,
            },
            DoubleTypeContext => new SimpleTypeSyntax(SqlTypeName.Double) { Span = span },
            VaryingTypeContext varying => new SimpleTypeSyntax(
                varying.BINARY() is null ? SqlTypeName.VarChar : SqlTypeName.VarBinary)
            {
                Precision = OptionalNumber(varying.INTEGER()),
                Span = span,
            },
            NullTypeContext => new SimpleTypeSyntax(SqlTypeName.Null) { Span = span },
            _ => NamedType((NamedTypeContext)context),
        };
    }

    private static SqlTypeName TimeName(TimeTypeContext context)
    {
        bool withZone = context.WITH() is not null;
        if (context.TIMESTAMP() is not null)
        {
            return context.LOCAL() is not null ? SqlTypeName.TimestampLtz
                : withZone ? SqlTypeName.TimestampTz
                : SqlTypeName.Timestamp;
        }
        return withZone
            ? throw new SyntaxErrorException(ParserErrors.TimeWithZone(SpanOf(context)))
            : SqlTypeName.Time;
    }

    private RowFieldSyntax RowField(RowFieldContext context) =>
        new(Identifier(context.identifier()), DataType(context.dataType()))
        {
            Comment = OptionalText(context.text()),
            Span = SpanOf(context),
        };

    private static DataTypeSyntax NamedType(NamedTypeContext context)
    {
        SourceSpan span = SpanOf(context);
        SyntaxList<IdentifierSyntax> name = Name(context.name());
        SyntaxList<int> numbers = [.. context.INTEGER().Select(Number)];
        bool quoted = name.Count > 1 || context.Start.Type == QUOTED_IDENTIFIER;
        if (quoted || !TypeNames.TryParse(name[0].Name, out SqlTypeName simple))
        {
            return quoted || TypeNames.Closest(name[0].Name) is not { } meant
                ? new NamedTypeSyntax(name) { Arguments = numbers, Span = span }
                : throw new SyntaxErrorException(ParserErrors.UnknownType(name[0].Span, name[0].Name, meant));
        }
        if (numbers.Count > TypeNames.NumbersOf(simple))
            throw new SyntaxErrorException(ParserErrors.TooManyTypeNumbers(span, name[0].Name, TypeNames.NumbersOf(simple)));
        return new SimpleTypeSyntax(simple)
        {
            Precision = numbers.Count > 0 ? numbers[0] : null,
            Scale = numbers.Count > 1 ? numbers[1] : null,
            Span = span,
        };
    }
}
