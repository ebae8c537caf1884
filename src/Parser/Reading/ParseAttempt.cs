using Antlr4.Runtime;
using Antlr4.Runtime.Atn;
using Antlr4.Runtime.Misc;
using FlinkSql.Parser.Generated;

namespace FlinkSql.Parser.Reading;

/// <summary>One run of the generated parser: a tree, or the index of the token where no rule goes on.</summary>
internal readonly record struct ParseAttempt(ParserRuleContext? Tree, int FailedAt)
{
    /// <summary>Tries the fast prediction first; only a text it rejects is read again with the exact one.</summary>
    public static ParseAttempt Fast(TokenWindow window, Func<FlinkSqlParser, ParserRuleContext> rule)
    {
        ParseAttempt fast = Run(window, rule, PredictionMode.SLL);
        return fast.Tree is not null ? fast : Run(window, rule, PredictionMode.LL);
    }

    /// <summary>Exact prediction only: what the search for an error needs.</summary>
    public static ParseAttempt Exact(TokenWindow window, Func<FlinkSqlParser, ParserRuleContext> rule) =>
        Run(window, rule, PredictionMode.LL);

    private static ParseAttempt Run(TokenWindow window, Func<FlinkSqlParser, ParserRuleContext> rule, PredictionMode mode)
    {
        window.Seek(0);
        FlinkSqlParser parser = new(window, TextWriter.Null, TextWriter.Null) { ErrorHandler = new BailErrorStrategy() };
        parser.RemoveErrorListeners();
        parser.Interpreter.PredictionMode = mode;
        try
        {
            return new ParseAttempt(rule(parser), -1);
        }
        catch (ParseCanceledException canceled)
        {
            IToken? offending = (canceled.InnerException as RecognitionException)?.OffendingToken ?? parser.CurrentToken;
            return new ParseAttempt(null, window.IndexOf((SqlToken)offending));
        }
    }
}
