using FlinkSql.Parser.Ast;
using FlinkSql.Parser.Diagnostics;
using static FlinkSql.Parser.Generated.FlinkSqlParser;

namespace FlinkSql.Parser.Building;

internal sealed partial class AstBuilder
{
    /// <summary>Any statement.</summary>
    public StatementSyntax Statement(StatementContext context)
    {
        SourceSpan span = SpanOf(context);
        return context switch
        {
            QueryStatementContext statement => new QueryStatementSyntax(Query(statement.query())) { Span = span },
            InsertStatementContext statement => Insert(statement.insert()),
            StatementSetContext statement => StatementSet(statement.statementSetBody(), span),
            ExecutePlanContext statement => new ExecutePlanSyntax(QuotedText(statement.STRING())) { Span = span },
            ExecuteContext statement => new ExecuteSyntax(statement.insert() is { } insert
                ? Insert(insert)
                : QueryStatement(statement.query()))
            { Span = span },
            CompilePlanContext statement => new CompilePlanSyntax(
                QuotedText(statement.STRING()), Explainable(statement.explainable()))
            {
                IfNotExists = statement.EXISTS() is not null,
                Execute = statement.EXECUTE() is not null,
                Span = span,
            },
            UpdateContext statement => new UpdateSyntax(Name(statement.name()), Map(statement.assignment(), Assignment))
            {
                Alias = Optional(statement.bareAlias(), Identifier),
                Where = Optional(statement.expr(), Expression),
                Span = span,
            },
            DeleteContext statement => new DeleteSyntax(Name(statement.name()))
            {
                Alias = Optional(statement.bareAlias(), Identifier),
                Where = Optional(statement.expr(), Expression),
                Span = span,
            },
            TruncateContext statement => new TruncateTableSyntax(Name(statement.name())) { Span = span },
            CallContext statement => new CallSyntax(
                Call(Name(statement.name()), statement.callArguments(), SpanOf(statement.name()).To(span)))
            { Span = span },
            ExplainRestoreContext statement =>
                new ExplainRestoreSyntax(QuotedText(statement.STRING()), Explainable(statement.explainable())) { Span = span },
            ExplainContext statement => new ExplainSyntax(Details(statement.explainDetails()), Explainable(statement.explainable()))
            {
                Span = span,
            },
            CreateStatementContext statement => Create(statement.create()),
            AlterStatementContext statement => Alter(statement.alterBody()) with { Span = span },
            DropStatementContext statement => Drop(statement.dropBody()) with { Span = span },
            AnalyzeContext statement => new AnalyzeTableSyntax(Name(statement.name()))
            {
                Partition = Partition(statement.partitionValues()),
                Columns = statement.identifierList() is { } columns ? Names(columns) : [],
                AllColumns = statement.ALL() is not null,
                Span = span,
            },
            _ => SessionStatement(context, span),
        };
    }

    private QueryStatementSyntax QueryStatement(QueryContext context) => new(Query(context)) { Span = SpanOf(context) };

    private InsertSyntax Insert(InsertContext context) =>
        new(Name(context.name()), Query(context.query()))
        {
            Overwrite = context.OVERWRITE() is not null,
            Hints = Hints(context.hints()),
            Partition = Partition(context.partitionValues()),
            Columns = context.columnList() is { } columns ? Map(columns.name(), ColumnRef) : [],
            OnConflict = context.identifier() is { } action ? Word<ConflictAction>(action) : null,
            Span = SpanOf(context),
        };

    private SyntaxList<PartitionValueSyntax> Partition(PartitionValuesContext? context) =>
        context is null ? [] : Map(context.partitionValue(), PartitionValue);

    private PartitionValueSyntax PartitionValue(PartitionValueContext context) =>
        new(Identifier(context.identifier()), Optional(context.expr(), Expression)) { Span = SpanOf(context) };

    private AssignmentSyntax Assignment(AssignmentContext context) =>
        new(ColumnRef(context.name()), Expression(context.expr())) { Span = SpanOf(context) };

    private StatementSetSyntax StatementSet(StatementSetBodyContext body, SourceSpan span) =>
        new(Map(body.insert(), Insert)) { Span = span };

    private static SyntaxList<ExplainDetail> Details(ExplainDetailsContext? context) =>
        context is null ? [] : Map(context.explainDetail(), Detail);

    private StatementSyntax Explainable(ExplainableContext context) =>
        context.query() is { } query ? QueryStatement(query)
        : context.insert() is { } insert ? Insert(insert)
        : context.create() is { } create ? Create(create)
        : context.alterBody() is { } alter ? Alter(alter) with { Span = SpanOf(context) }
        : StatementSet(context.statementSetBody(), SpanOf(context));
}
