using System.Globalization;
using System.Runtime.CompilerServices;
using Antlr4.Runtime;
using Antlr4.Runtime.Tree;
using FlinkSql.Parser.Ast;
using FlinkSql.Parser.Diagnostics;
using FlinkSql.Parser.Reading;
using static FlinkSql.Parser.Generated.FlinkSqlParser;

namespace FlinkSql.Parser.Building;

/// <summary>
/// Turns ANTLR's parse tree into syntax nodes. Chains of operators are walked in loops, all else by recursion whose
/// depth is counted. What the grammar lets through and SQL does not is thrown as <see cref="SyntaxErrorException"/>.
/// </summary>
internal sealed partial class AstBuilder(string source)
{
    private int _depth;

    private void Descend(ParserRuleContext context, int levels = 1)
    {
        _depth += levels;
        if (_depth > Limits.TreeDepth || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw new SyntaxErrorException(ParserErrors.TooDeep(SpanOf(context)));
    }

    private void Ascend(int levels = 1) => _depth -= levels;

    /// <summary>The operators of a chain that leans to the left, innermost on top, and the operand it begins with.</summary>
    private Stack<TContext> Chain<TContext>(TContext top, out TContext leftmost)
        where TContext : ParserRuleContext
    {
        Stack<TContext> chain = new();
        leftmost = top;
        while (leftmost.GetChild(0) is TContext left)
        {
            chain.Push(leftmost);
            leftmost = left;
        }
        if (chain.Count > Limits.ChainLength) throw new SyntaxErrorException(ParserErrors.ChainTooLong(SpanOf(top)));
        Descend(top, chain.Count + 1);
        return chain;
    }

    // ---- spans ----

    private static SourceSpan SpanOf(ParserRuleContext context)
    {
        if (context.Start is not SqlToken start) return default;
        return context.Stop is SqlToken stop && stop.End >= start.Start
            ? SourceSpan.FromBounds(start.Start, stop.End)
            : SourceSpan.FromBounds(start.Start, start.Start);
    }

    private static SourceSpan SpanOf(ITerminalNode node) => TokenOf(node).Span;

    private static SqlToken TokenOf(ITerminalNode node) => (SqlToken)node.Symbol;

    private string RawText(ParserRuleContext context) => SpanOf(context).Slice(source);

    // ---- names ----

    private static IdentifierSyntax Identifier(ParserRuleContext context)
    {
        SqlToken token = (SqlToken)context.Start;
        return new IdentifierSyntax(LiteralText.NameOf(token)) { Span = token.Span };
    }

    private static SyntaxList<IdentifierSyntax> Name(NameContext context) => Map(context.identifier(), Identifier);

    private static SyntaxList<IdentifierSyntax> Names(IdentifierListContext context) =>
        Map(context.identifier(), Identifier);

    private static SyntaxList<IdentifierSyntax> Names(IdentifiersInParensContext? context) =>
        context is null ? [] : Names(context.identifierList());

    private static ColumnRefSyntax ColumnRef(NameContext context) => new(Name(context)) { Span = SpanOf(context) };

    // ---- lists and small values ----

    private static SyntaxList<TNode> Map<TContext, TNode>(TContext[] contexts, Func<TContext, TNode> build)
        where TContext : ParserRuleContext
    {
        if (contexts.Length == 0) return default;
        if (contexts.Length > Limits.ListLength)
            throw new SyntaxErrorException(ParserErrors.ListTooLong(SpanOf(contexts[Limits.ListLength]), contexts.Length));
        TNode[] nodes = new TNode[contexts.Length];
        for (int at = 0; at < nodes.Length; at++) nodes[at] = build(contexts[at]);
        return new SyntaxList<TNode>(nodes);
    }

    private static TNode? Optional<TContext, TNode>(TContext? context, Func<TContext, TNode> build)
        where TContext : class
        where TNode : class
        => context is null ? null : build(context);

    private static int Number(ITerminalNode node)
    {
        SqlToken token = TokenOf(node);
        return int.TryParse(token.AsSpan(), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : throw new SyntaxErrorException(ParserErrors.NumberTooLarge(token.Span));
    }

    private static int? OptionalNumber(ITerminalNode? node) => node is null ? null : Number(node);

    private static string Text(TextContext context) => LiteralText.Decode(context).Value;

    private static string? OptionalText(TextContext? context) => context is null ? null : Text(context);

    private static string QuotedText(ITerminalNode node) => LiteralText.Unquote(TokenOf(node).AsSpan(), '\'');

    private static SyntaxList<OptionSyntax> Options(OptionsContext? context) =>
        context is null
            ? []
            : Map(context.option(), option => new OptionSyntax(Text(option.text(0)), Text(option.text(1))) { Span = SpanOf(option) });
}
