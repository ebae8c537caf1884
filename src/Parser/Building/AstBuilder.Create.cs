using FlinkSql.Parser.Ast;
using FlinkSql.Parser.Diagnostics;
using static FlinkSql.Parser.Generated.FlinkSqlParser;

namespace FlinkSql.Parser.Building;

internal sealed partial class AstBuilder
{
    private StatementSyntax Create(CreateContext context)
    {
        SourceSpan span = SpanOf(context);
        return context switch
        {
            CreateTableContext create => CreateTable(create),
            CreateMaterializedTableContext create => CreateMaterializedTable(create),
            CreateViewContext create => new CreateViewSyntax(Name(create.name()), Query(create.query()))
            {
                OrReplace = create.REPLACE() is not null,
                Temporary = create.TEMPORARY() is not null,
                IfNotExists = create.EXISTS() is not null,
                Columns = Names(create.identifiersInParens()),
                Comment = OptionalText(create.text()),
                Span = span,
            },
            CreateFunctionContext create => new CreateFunctionSyntax(Name(create.name()), Text(create.text()))
            {
                Temporary = create.TEMPORARY() is not null,
                System = create.SYSTEM() is not null,
                IfNotExists = create.EXISTS() is not null,
                Language = create.identifier()?.Start.Text.ToUpperInvariant(),
                Resources = Map(create.resource(), Resource),
                Options = Options(create.options()),
                Span = span,
            },
            CreateCatalogContext create => new CreateCatalogSyntax(Identifier(create.identifier()))
            {
                IfNotExists = create.EXISTS() is not null,
                Comment = OptionalText(create.text()),
                Options = Options(create.options()),
                Span = span,
            },
            CreateDatabaseContext create => new CreateDatabaseSyntax(Name(create.name()))
            {
                IfNotExists = create.EXISTS() is not null,
                Comment = OptionalText(create.text()),
                Options = Options(create.options()),
                Span = span,
            },
            CreateConnectionContext create => new CreateConnectionSyntax(Name(create.name()))
            {
                Temporary = create.TEMPORARY() is not null,
                System = create.SYSTEM() is not null,
                IfNotExists = create.EXISTS() is not null,
                Comment = OptionalText(create.text()),
                Options = Options(create.options()),
                Span = span,
            },
            _ => CreateModel((CreateModelContext)context),
        };
    }

    private CreateModelSyntax CreateModel(CreateModelContext context)
    {
        ModelColumnsContext[] columns = context.modelColumns();
        bool hasInput = context.INPUT() is not null;
        bool hasOutput = context.OUTPUT() is not null;
        return new CreateModelSyntax(Name(context.name()))
        {
            Temporary = context.TEMPORARY() is not null,
            IfNotExists = context.EXISTS() is not null,
            Input = hasInput ? ModelColumns(columns[0]) : [],
            Output = hasOutput ? ModelColumns(columns[^1]) : [],
            Comment = OptionalText(context.text()),
            Options = Options(context.options()),
            Query = Optional(context.query(), Query),
            Span = SpanOf(context),
        };
    }

    private SyntaxList<PhysicalColumnSyntax> ModelColumns(ModelColumnsContext context) =>
        Map(context.column(), column => Column(column, null) as PhysicalColumnSyntax
            ?? throw new SyntaxErrorException(ParserErrors.ModelColumn(SpanOf(column))));

    private CreateTableSyntax CreateTable(CreateTableContext context)
    {
        TableParts parts = new();
        AddElements(parts, context.tableElements());
        foreach (TableClauseContext clause in context.tableClause()) AddClause(parts, clause);
        return new CreateTableSyntax(Name(context.name(0)))
        {
            OrReplace = context.OR() is not null,
            ReplaceOnly = context.CREATE() is null,
            Temporary = context.TEMPORARY() is not null,
            IfNotExists = context.EXISTS() is not null,
            Columns = [.. parts.Columns],
            Watermarks = [.. parts.Watermarks],
            Constraints = [.. parts.Constraints],
            Comment = parts.Comment,
            Distribution = parts.Distribution,
            PartitionedBy = parts.PartitionedBy ?? [],
            Connection = parts.Connection ?? [],
            Options = parts.Options ?? [],
            Like = context.LIKE() is null ? null : Like(context),
            Query = Optional(context.query(), Query),
            Span = SpanOf(context),
        };
    }

    private CreateMaterializedTableSyntax CreateMaterializedTable(CreateMaterializedTableContext context)
    {
        TableParts parts = new();
        AddElements(parts, context.tableElements());
        foreach (TableClauseContext clause in context.tableClause()) AddClause(parts, clause);
        if (parts.Connection is { } connection) throw new SyntaxErrorException(ParserErrors.ConnectionNotHere(connection[0].Span));
        return new CreateMaterializedTableSyntax(Name(context.name()), Query(context.query()))
        {
            OrAlter = context.OR() is not null,
            IfNotExists = context.EXISTS() is not null,
            Columns = [.. parts.Columns],
            Watermarks = [.. parts.Watermarks],
            Constraints = [.. parts.Constraints],
            Comment = parts.Comment,
            Distribution = parts.Distribution,
            PartitionedBy = parts.PartitionedBy ?? [],
            Options = parts.Options ?? [],
            Freshness = Optional(context.expr(), Expression),
            RefreshMode = context.REFRESH_MODE() is null ? null : Mode(context.identifier()),
            Span = SpanOf(context),
        };
    }

    private static RefreshMode Mode(IdentifierContext? context) =>
        context is null ? RefreshMode.Full : Word<RefreshMode>(context);

    private static TableLikeSyntax Like(CreateTableContext context) =>
        new(Name(context.name(1)), context.likeOptions() is { } options ? Map(options.likeOption(), LikeOption) : [])
        {
            Span = SpanOf(context.LIKE()).To(SpanOf((Antlr4.Runtime.ParserRuleContext?)context.likeOptions() ?? context.name(1))),
        };

    private static LikeOptionSyntax LikeOption(LikeOptionContext context)
    {
        LikeMerge merge = context.INCLUDING() is not null ? LikeMerge.Including
            : context.EXCLUDING() is not null ? LikeMerge.Excluding
            : LikeMerge.Overwriting;
        LikeFeature feature = context.identifier() is { } word ? Word<LikeFeature>(word) : LikeFeature.All;
        return new LikeOptionSyntax(merge, feature) { Span = SpanOf(context) };
    }

    private static ResourceSyntax Resource(ResourceContext context) =>
        new(Word<ResourceKind>(context.identifier()), Text(context.text())) { Span = SpanOf(context) };
}
