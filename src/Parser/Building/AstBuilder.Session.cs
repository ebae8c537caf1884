using FlinkSql.Parser.Ast;
using FlinkSql.Parser.Diagnostics;
using FlinkSql.Parser.Reading;
using static FlinkSql.Parser.Generated.FlinkSqlParser;

namespace FlinkSql.Parser.Building;

internal sealed partial class AstBuilder
{
    private StatementSyntax SessionStatement(StatementContext context, SourceSpan span) => context switch
    {
        SetContext statement => new SetSyntax(
            Optional(statement.settingKey(), SettingKey), Optional(statement.anything(), AsWritten))
        { Span = span },
        ResetContext statement => new ResetSyntax(Optional(statement.settingKey(), SettingKey)) { Span = span },
        UseCatalogContext statement => new UseSyntax(ObjectKind.Catalog, [Identifier(statement.identifier())]) { Span = span },
        UseModulesContext statement => new UseModulesSyntax(Names(statement.identifierList())) { Span = span },
        UseDatabaseContext statement => new UseSyntax(ObjectKind.Database, Name(statement.name())) { Span = span },
        LoadModuleContext statement => new LoadModuleSyntax(Identifier(statement.identifier()), Options(statement.options()))
        {
            Span = span,
        },
        UnloadModuleContext statement => new UnloadModuleSyntax(Identifier(statement.identifier())) { Span = span },
        JarContext statement => new JarSyntax(AsWritten(statement.anything()), statement.REMOVE() is not null) { Span = span },
        ShowStatementContext statement => Show(statement.show()),
        DescribeJobContext statement => new DescribeJobSyntax(QuotedText(statement.STRING())) { Span = span },
        DescribeContext statement => Describe(statement.describeTarget()) with { Span = span },
        StopJobContext statement => new StopJobSyntax(QuotedText(statement.STRING()))
        {
            Savepoint = statement.SAVEPOINT() is not null,
            Drain = statement.DRAIN() is not null,
            Span = span,
        },
        WhyNoOutputContext statement => new WhyNoOutputSyntax(Optional(statement.STRING(), QuotedText)) { Span = span },
        PeekContext statement => new PeekSyntax(Name(statement.name()), Optional(statement.expr(), Expression)) { Span = span },
        SummarizeContext statement => new SummarizeSyntax(statement.query() is { } query
            ? Query(query)
            : new TableQuerySyntax(Name(statement.name())) { Span = SpanOf(statement.name()) })
        { Span = span },
        HelpContext statement => new HelpSyntax(Optional(statement.anything(), AsWritten)) { Span = span },
        QuitContext => new QuitSyntax { Span = span },
        _ => new ClearSyntax { Span = span },
    };

    /// <summary>A text in quotes without them; anything else as it stands in the source.</summary>
    private string AsWritten(Antlr4.Runtime.ParserRuleContext context) =>
        context.ChildCount == 1 && context.Start.Type == STRING
            ? LiteralText.Unquote(((SqlToken)context.Start).AsSpan(), '\'')
            : RawText(context);

    /// <summary>A key has no spaces: SET a b lacks an equal sign.</summary>
    private string SettingKey(SettingKeyContext context)
    {
        for (int at = 1; at < context.ChildCount; at++)
        {
            SqlToken token = TokenOf((Antlr4.Runtime.Tree.ITerminalNode)context.GetChild(at));
            SqlToken before = TokenOf((Antlr4.Runtime.Tree.ITerminalNode)context.GetChild(at - 1));
            if (before.End < token.Start) throw new SyntaxErrorException(ParserErrors.KeyWithSpace(token.Span, token.Text));
        }
        return AsWritten(context);
    }

    private ShowSyntax Show(ShowContext context)
    {
        SourceSpan span = SpanOf(context);
        switch (context)
        {
            case ShowCreateContext create:
                return new ShowSyntax(ShowCreateKind(create.objectKind())) { Name = Name(create.name()), Span = span };
            case ShowPartitionsContext partitions:
                return new ShowSyntax(ShowKind.Partitions)
                {
                    Name = Name(partitions.name()),
                    Partition = Partition(partitions.partitionValues()),
                    Span = span,
                };
        }
        ShowListContext list = (ShowListContext)context;
        return new ShowSyntax(ShowList(list.showWords()))
        {
            Name = list.name() is { } name ? Name(name) : [],
            Pattern = Optional(list.STRING(), QuotedText),
            NotLike = list.NOT() is not null,
            IgnoreCase = list.ILIKE() is not null,
            Span = span,
        };
    }

    private static ShowKind ShowCreateKind(ObjectKindContext context) => Kind(context) switch
    {
        ObjectKind.Table => ShowKind.CreateTable,
        ObjectKind.View => ShowKind.CreateView,
        ObjectKind.MaterializedTable => ShowKind.CreateMaterializedTable,
        ObjectKind.Function => ShowKind.CreateFunction,
        ObjectKind.Model => ShowKind.CreateModel,
        ObjectKind.Database => ShowKind.CreateDatabase,
        ObjectKind.Connection => ShowKind.CreateConnection,
        _ => ShowKind.CreateCatalog,
    };

    private static ObjectKind Kind(ObjectKindContext context) => context.Start.Type switch
    {
        TABLE => ObjectKind.Table,
        VIEW => ObjectKind.View,
        MATERIALIZED => ObjectKind.MaterializedTable,
        FUNCTION => ObjectKind.Function,
        MODEL => ObjectKind.Model,
        DATABASE => ObjectKind.Database,
        CONNECTION => ObjectKind.Connection,
        _ => ObjectKind.Catalog,
    };

    private static DescribeSyntax Describe(DescribeTargetContext context) =>
        new(context.objectKind() is { } kind ? Kind(kind) : ObjectKind.Table, Name(context.name()))
        {
            Extended = context.EXTENDED() is not null,
        };
}
