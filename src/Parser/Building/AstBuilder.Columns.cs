using FlinkSql.Parser.Ast;
using FlinkSql.Parser.Diagnostics;
using static FlinkSql.Parser.Generated.FlinkSqlParser;

namespace FlinkSql.Parser.Building;

internal sealed partial class AstBuilder
{
    private void AddElements(TableParts parts, TableElementsContext? context)
    {
        if (context is null) return;
        foreach (TableElementContext element in context.tableElement())
        {
            if (element.watermark() is { } watermark) parts.Watermarks.Add(Watermark(watermark));
            else if (element.constraint() is { } constraint) parts.Constraints.Add(Constraint(constraint));
            else parts.Columns.Add(Column(element.column(), parts.Constraints));
        }
    }

    private static void AddClause(TableParts parts, TableClauseContext clause)
    {
        if (clause.text() is { } comment)
        {
            Once(parts.Comment is null, clause, "COMMENT");
            parts.Comment = Text(comment);
        }
        else if (clause.distribution() is { } distribution)
        {
            Once(parts.Distribution is null, clause, "DISTRIBUTED");
            parts.Distribution = Distribution(distribution);
        }
        else if (clause.identifiersInParens() is { } columns)
        {
            Once(parts.PartitionedBy is null, clause, "PARTITIONED BY");
            parts.PartitionedBy = Names(columns);
        }
        else if (clause.name() is { } connection)
        {
            Once(parts.Connection is null, clause, "USING CONNECTION");
            parts.Connection = Name(connection);
        }
        else
        {
            Once(parts.Options is null, clause, "WITH");
            parts.Options = Options(clause.options());
        }
    }

    private static void Once(bool first, TableClauseContext clause, string name)
    {
        if (!first) throw new SyntaxErrorException(ParserErrors.GivenTwice(SpanOf(clause), name));
    }

    private static DistributionSyntax Distribution(DistributionContext context) =>
        new(Algorithm(context.identifier()), Names(context.identifiersInParens()))
        {
            Buckets = OptionalNumber(context.INTEGER()),
            Span = SpanOf(context),
        };

    private WatermarkSyntax Watermark(WatermarkContext context) =>
        new(ColumnRef(context.name()), Expression(context.expr())) { Span = SpanOf(context) };

    private static ConstraintSyntax Constraint(ConstraintContext context) =>
        new(context.UNIQUE() is null ? ConstraintKind.PrimaryKey : ConstraintKind.Unique, Names(context.identifiersInParens()))
        {
            Name = Optional(context.identifier(), Identifier),
            Enforced = Enforced(context.enforcement()),
            Span = SpanOf(context),
        };

    private static bool? Enforced(EnforcementContext? context) => context is null ? null : context.NOT() is null;

    /// <summary>One column; what PRIMARY KEY and UNIQUE behind its type say goes to the constraints.</summary>
    private ColumnSyntax Column(ColumnContext context, List<ConstraintSyntax>? constraints)
    {
        SourceSpan span = SpanOf(context);
        IdentifierSyntax name = Identifier(context.identifier());
        string? comment = OptionalText(context.COMMENT() is null ? null : context.text()[^1]);
        if (context.expr() is { } expression)
            return new ComputedColumnSyntax(name, Expression(expression)) { Comment = comment, Span = span };
        if (context.dataType() is not { } type) return new NamedColumnSyntax(name) { Comment = comment, Span = span };
        if (context.METADATA() is not null)
        {
            return new MetadataColumnSyntax(name, DataType(type))
            {
                Key = context.FROM() is null ? null : Text(context.text(0)),
                Virtual = context.VIRTUAL() is not null,
                Comment = comment,
                Span = span,
            };
        }
        foreach (ColumnConstraintContext constraint in context.columnConstraint())
        {
            if (constraints is null) throw new SyntaxErrorException(ParserErrors.ModelColumn(SpanOf(constraint)));
            constraints.Add(ColumnConstraint(constraint, name));
        }
        return new PhysicalColumnSyntax(name, DataType(type)) { Comment = comment, Span = span };
    }

    private static ConstraintSyntax ColumnConstraint(ColumnConstraintContext context, IdentifierSyntax column) =>
        new(context.UNIQUE() is null ? ConstraintKind.PrimaryKey : ConstraintKind.Unique, [column])
        {
            Name = Optional(context.identifier(), Identifier),
            Enforced = Enforced(context.enforcement()),
            Span = SpanOf(context),
        };
}
