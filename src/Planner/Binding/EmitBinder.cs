using FlinkSql.Columnar;
using FlinkSql.Parser.Ast;
using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Logical;

namespace FlinkSql.Planner.Binding;

/// <summary>Reads an EMIT clause: its intervals are constants of at least a millisecond.</summary>
internal sealed class EmitBinder(BindEnvironment environment)
{
    /// <summary>The clause of a query, or null where there is none or an interval of it is wrong.</summary>
    public EmitRequest? Bind(QuerySyntax query)
    {
        if (query is not QueryWithClausesSyntax { Emit: { } emit })
        {
            return null;
        }

        string trigger = emit.Trigger == EmitTrigger.Periodic ? "PERIODIC" : "ON UPDATE WITH DELAY";
        return new EmitRequest(
            emit.Trigger,
            Milliseconds(trigger, emit.Interval),
            Milliseconds("ALLOWED LATENESS", emit.AllowedLateness),
            Milliseconds("TIMEOUT", emit.Timeout),
            emit.Mode)
        {
            Span = environment.SpanOf(emit),
        };
    }

    private long? Milliseconds(string part, ExpressionSyntax? length)
    {
        if (length is null
            || new ExpressionBinder(environment, Scope.Empty, Clause.WindowArgument).Bind(length) is not { } bound)
        {
            return null;
        }

        if (bound is LiteralExpr { Type: IntervalType { YearMonth: false }, Value: long value and > 0 })
        {
            return value;
        }

        environment.Report(BinderErrors.EmitInterval(environment.SpanOf(length), part));
        return null;
    }
}
