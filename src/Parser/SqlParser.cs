using FlinkSql.Parser.Ast;
using FlinkSql.Parser.Diagnostics;
using FlinkSql.Parser.Generated;
using FlinkSql.Parser.Reading;

namespace FlinkSql.Parser;

/// <summary>Reads Flink SQL. Errors are part of the result; no text makes these methods throw.</summary>
public static class SqlParser
{
    private static readonly Entry<StatementSyntax> StatementEntry = new(
        parser => parser.singleStatement(),
        (builder, context) => builder.Statement(((FlinkSqlParser.SingleStatementContext)context).statement()));

    private static readonly Entry<ExpressionSyntax> ExpressionEntry = new(
        parser => parser.singleExpression(),
        (builder, context) => builder.Expression(((FlinkSqlParser.SingleExpressionContext)context).expr()));

    private static readonly Entry<QuerySyntax> QueryEntry = new(
        parser => parser.singleQuery(),
        (builder, context) => builder.Query(((FlinkSqlParser.SingleQueryContext)context).query()));

    private static readonly Entry<DataTypeSyntax> TypeEntry = new(
        parser => parser.singleType(),
        (builder, context) => builder.DataType(((FlinkSqlParser.SingleTypeContext)context).dataType()));

    /// <summary>One statement, with or without a semicolon at its end.</summary>
    public static ParseResult<StatementSyntax> ParseStatement(string sql)
    {
        IReadOnlyList<StatementWindow> statements = StatementSplitter.Split(sql, KeywordLexer.ReadAll(sql));
        if (statements.Count == 0) return Failed<StatementSyntax>(ParserErrors.EmptyStatement(new SourceSpan(sql.Length, 0)));
        ParseResult<StatementSyntax> first = StatementReader.Read(statements[0].Tokens, StatementEntry);
        return first.IsValid && statements.Count > 1
            ? Failed<StatementSyntax>(ParserErrors.MoreThanOne(statements[1].Tokens.Span))
            : first;
    }

    /// <summary>Every statement of a script. An error in one does not keep the next from being read.</summary>
    public static IReadOnlyList<ScriptStatement> ParseScript(string sql)
    {
        List<ScriptStatement> statements = [];
        foreach (StatementWindow window in StatementSplitter.Split(sql, KeywordLexer.ReadAll(sql)))
            statements.Add(new ScriptStatement(window.Tokens.Span, StatementReader.Read(window.Tokens, StatementEntry)));
        return statements;
    }

    /// <summary>One expression.</summary>
    public static ParseResult<ExpressionSyntax> ParseExpression(string sql) => Read(sql, ExpressionEntry);

    /// <summary>One query.</summary>
    public static ParseResult<QuerySyntax> ParseQuery(string sql) => Read(sql, QueryEntry);

    /// <summary>One data type.</summary>
    public static ParseResult<DataTypeSyntax> ParseType(string sql) => Read(sql, TypeEntry);

    /// <summary>
    /// True if a prompt can run the text: it ends with a semicolon that stands outside quotes, comments and statement sets.
    /// </summary>
    public static bool IsComplete(string text)
    {
        IReadOnlyList<StatementWindow> statements = StatementSplitter.Split(text, KeywordLexer.ReadAll(text));
        return statements.Count > 0 && statements[^1].Terminated;
    }

    private static ParseResult<T> Read<T>(string sql, Entry<T> entry)
        where T : class =>
        StatementReader.Read(TokenWindow.Over(sql, KeywordLexer.ReadAll(sql)), entry);

    private static ParseResult<T> Failed<T>(Diagnostic diagnostic)
        where T : class => new(null, [diagnostic]);
}
