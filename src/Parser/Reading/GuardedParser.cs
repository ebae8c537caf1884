using System.Runtime.CompilerServices;
using Antlr4.Runtime;
using FlinkSql.Parser.Diagnostics;

namespace FlinkSql.Parser.Reading;

/// <summary>What the generated parser builds on: counts how deep its rules call one another and stops before the stack runs out.</summary>
internal abstract class GuardedParser(ITokenStream input, TextWriter output, TextWriter errorOutput)
    : Antlr4.Runtime.Parser(input, output, errorOutput)
{
    // About twenty rules for each bracket that may stand open.
    private const int DeepestRule = 20 * Limits.Nesting;

    private int _depth;

    public override void EnterRule(ParserRuleContext localctx, int state, int ruleIndex)
    {
        Descend();
        base.EnterRule(localctx, state, ruleIndex);
    }

    public override void ExitRule()
    {
        _depth--;
        base.ExitRule();
    }

    public override void EnterRecursionRule(ParserRuleContext localctx, int state, int ruleIndex, int precedence)
    {
        Descend();
        base.EnterRecursionRule(localctx, state, ruleIndex, precedence);
    }

    public override void UnrollRecursionContexts(ParserRuleContext parentctx)
    {
        _depth--;
        base.UnrollRecursionContexts(parentctx);
    }

    private void Descend()
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (++_depth > DeepestRule) throw new SyntaxErrorException(ParserErrors.TooDeep(((SqlToken)CurrentToken).Span));
    }
}
