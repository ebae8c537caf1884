using FlinkSql.Parser.Ast;
using FlinkSql.Parser.Diagnostics;
using static FlinkSql.Parser.Generated.FlinkSqlParser;

namespace FlinkSql.Parser.Building;

internal sealed partial class AstBuilder
{
    private AlterSyntax Alter(AlterBodyContext context)
    {
        (ObjectKind kind, AlterActionSyntax action) = context switch
        {
            _ when context.alterMaterializedTable() is { } table => (ObjectKind.MaterializedTable, AlterMaterializedTable(table)),
            _ when context.alterTable() is { } table =>
                (context.MATERIALIZED() is null ? ObjectKind.Table : ObjectKind.MaterializedTable, AlterTable(table)),
            _ when context.FUNCTION() is not null => (ObjectKind.Function, new FunctionActionSyntax(Text(context.text()))
            {
                Language = context.identifier()?.Start.Text.ToUpperInvariant(),
                Span = SpanOf(context.text()),
            }),
            _ when context.VIEW() is not null => (ObjectKind.View, AlterSimple(context)),
            _ when context.DATABASE() is not null => (ObjectKind.Database, AlterSimple(context)),
            _ when context.CATALOG() is not null => (ObjectKind.Catalog, AlterSimple(context)),
            _ when context.CONNECTION() is not null => (ObjectKind.Connection, AlterSimple(context)),
            _ => (ObjectKind.Model, AlterSimple(context)),
        };
        return new AlterSyntax(kind, Name(context.name(0)), action)
        {
            IfExists = context.EXISTS() is not null,
            Temporary = context.TEMPORARY() is not null,
            System = context.SYSTEM() is not null,
        };
    }

    private AlterActionSyntax AlterSimple(AlterBodyContext context) =>
        context.query() is { } query ? new QueryActionSyntax(Query(query)) { Span = SpanOf(query) }
        : context.options() is { } options ? new SetOptionsActionSyntax(Options(options)) { Span = SpanOf(options) }
        : context.keys() is { } keys ? new ResetOptionsActionSyntax(Keys(keys)) { Span = SpanOf(keys) }
        : context.text() is { } comment ? new CommentActionSyntax(Text(comment)) { Span = SpanOf(comment) }
        : new RenameActionSyntax(Name(context.name(1))) { Span = SpanOf(context.name(1)) };

    private static SyntaxList<string> Keys(KeysContext context) => Map(context.text(), Text);

    private AlterActionSyntax AlterTable(AlterTableContext context)
    {
        SourceSpan span = SpanOf(context);
        switch (context.Start.Type)
        {
            case RENAME:
                return context.name() is [var column, var renamed]
                    ? new RenameColumnActionSyntax(ColumnRef(column), ColumnRef(renamed)) { Span = span }
                    : new RenameActionSyntax(Name(context.name(0))) { Span = span };
            case SET:
                return new SetOptionsActionSyntax(Options(context.options())) { Span = span };
            case RESET:
                return new ResetOptionsActionSyntax(Keys(context.keys())) { Span = span };
            case DROP:
                return AlterTableDrop(context, span);
        }
        if (context.partition() is { Length: > 0 } partitions)
        {
            return new AddPartitionsActionSyntax(Map(partitions, AddedPartition))
            {
                IfNotExists = context.EXISTS() is not null,
                Span = span,
            };
        }
        return SchemaChange(context.alterElements(), context.MODIFY() is not null) with { Span = span };
    }

    private PartitionSyntax AddedPartition(PartitionContext context) =>
        new(Partition(context.partitionValues())) { Options = Options(context.options()), Span = SpanOf(context) };

    private AlterActionSyntax AlterTableDrop(AlterTableContext context, SourceSpan span)
    {
        if (context.partitionValues() is { Length: > 0 } partitions)
        {
            return new DropPartitionsActionSyntax(
                Map(partitions, values => new PartitionSyntax(Partition(values)) { Span = SpanOf(values) }))
            {
                IfExists = context.EXISTS() is not null,
                Span = span,
            };
        }
        return context.PRIMARY() is not null ? new DropPrimaryKeyActionSyntax { Span = span }
            : context.CONSTRAINT() is not null ? new DropConstraintActionSyntax(Identifier(context.identifier())) { Span = span }
            : context.WATERMARK() is not null ? new DropWatermarkActionSyntax { Span = span }
            : context.DISTRIBUTION() is not null ? new DropDistributionActionSyntax { Span = span }
            : new DropColumnsActionSyntax(Map(context.name(), ColumnRef)) { Span = span };
    }

    private SchemaActionSyntax SchemaChange(AlterElementsContext context, bool modify)
    {
        List<PositionedColumnSyntax> columns = [];
        TableParts parts = new();
        foreach (AlterElementContext element in context.alterElement())
        {
            if (element.watermark() is { } watermark) parts.Watermarks.Add(Watermark(watermark));
            else if (element.constraint() is { } constraint) parts.Constraints.Add(Constraint(constraint));
            else if (element.distribution() is { } distribution) parts.Distribution = Distribution(distribution);
            else
            {
                columns.Add(new PositionedColumnSyntax(Column(element.column(), parts.Constraints))
                {
                    Parent = Map(element.identifier(), Identifier),
                    First = element.FIRST() is not null,
                    After = Optional(element.name(), ColumnRef),
                    Span = SpanOf(element),
                });
            }
        }
        return new SchemaActionSyntax(modify)
        {
            Columns = [.. columns],
            Watermarks = [.. parts.Watermarks],
            Constraints = [.. parts.Constraints],
            Distribution = parts.Distribution,
        };
    }

    private AlterActionSyntax AlterMaterializedTable(AlterMaterializedTableContext context)
    {
        SourceSpan span = SpanOf(context);
        if (context.SUSPEND() is not null) return new SuspendActionSyntax { Span = span };
        if (context.RESUME() is not null) return new ResumeActionSyntax(Options(context.options())) { Span = span };
        if (context.REFRESH() is not null) return new RefreshActionSyntax(Partition(context.partitionValues())) { Span = span };
        if (context.FRESHNESS() is not null) return new FreshnessActionSyntax(Expression(context.expr())) { Span = span };
        if (context.REFRESH_MODE() is not null) return new RefreshModeActionSyntax(Mode(context.identifier())) { Span = span };
        return new QueryActionSyntax(Query(context.query())) { Span = span };
    }

    private static DropSyntax Drop(DropBodyContext context)
    {
        ObjectKind kind = context switch
        {
            _ when context.MATERIALIZED() is not null => ObjectKind.MaterializedTable,
            _ when context.TABLE() is not null => ObjectKind.Table,
            _ when context.VIEW() is not null => ObjectKind.View,
            _ when context.FUNCTION() is not null => ObjectKind.Function,
            _ when context.MODEL() is not null => ObjectKind.Model,
            _ when context.CONNECTION() is not null => ObjectKind.Connection,
            _ when context.DATABASE() is not null => ObjectKind.Database,
            _ => ObjectKind.Catalog,
        };
        return new DropSyntax(kind, Name(context.name()))
        {
            IfExists = context.EXISTS() is not null,
            Temporary = context.TEMPORARY() is not null,
            System = context.SYSTEM() is not null,
            Cascade = context.CASCADE() is not null ? true : context.RESTRICT() is not null ? false : null,
        };
    }
}
