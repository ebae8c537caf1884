using FlinkSql.Columnar;
using FlinkSql.Parser.Ast;
using FlinkSql.Parser.Diagnostics;
using FlinkSql.Planner.Expressions;

namespace FlinkSql.Planner.Binding;

/// <summary>OVERLAPS, and the calls that stand for group windows.</summary>
internal sealed partial class ExpressionBinder
{
    // (a, b) OVERLAPS (c, d), each a start and an end or a length, in any order.
    private Expr? BindOverlaps(BinarySyntax overlaps)
    {
        SourceSpan span = environment.SpanOf(overlaps);
        Expr[]? left = Period(overlaps.Left);
        Expr[]? right = Period(overlaps.Right);
        if (left is null || right is null)
        {
            return null;
        }

        return Call(OperatorNames.Overlaps, [.. left, .. right], span, "OVERLAPS");
    }

    private Expr[]? Period(ExpressionSyntax syntax)
    {
        if (syntax is not RowSyntax { Items.Count: 2 } row)
        {
            Fail(BinderErrors.OverlapsOperand(environment.SpanOf(syntax)));
            return null;
        }

        if (BindAll(row.Items) is not [var start, var end])
        {
            return null;
        }

        Expr? stop = end.Type is IntervalType
            ? Arithmetic(ArithmeticOperator.Add, start, end, environment.SpanOf(syntax))
            : end;
        if (stop is null)
        {
            return null;
        }

        if (!Unify(ref start, ref stop) || start.Type is not (DateType or TimeType or TimestampType))
        {
            Fail(BinderErrors.OverlapsOperand(environment.SpanOf(syntax)));
            return null;
        }

        return [start, stop];
    }

    // A DATE moved by less than a day is a point in time.
    private Expr? BindTimestampAdd(FunctionCallSyntax call)
    {
        if (BindArguments(call) is not { } arguments)
        {
            return null;
        }

        bool fine = call.Arguments[0].Value is TimeUnitSyntax
        {
            Unit: TimeUnit.Hour or TimeUnit.Minute or TimeUnit.Second or TimeUnit.Millisecond or TimeUnit.Microsecond
                or TimeUnit.Nanosecond,
        };
        if (fine && arguments is [_, _, { Type: DateType }])
        {
            arguments[2] = Coerce.To(arguments[2], new TimestampType());
        }

        return Call("TIMESTAMPADD", arguments, environment.SpanOf(call), "TIMESTAMPADD");
    }

    /// <summary>TUMBLE(ts, size) in GROUP BY, and TUMBLE_START(ts, size) in SELECT.</summary>
    private Expr? BindGroupWindow(string name, FunctionCallSyntax call)
    {
        SourceSpan span = environment.SpanOf(call);
        string? property = GroupWindowNames.PropertyOf(name);
        if (property is null && !clause.GroupWindows)
        {
            return Fail(BinderErrors.GroupWindowNotAllowed(span, name));
        }

        if (property is not null && !clause.Aggregates)
        {
            return Fail(BinderErrors.AggregateNotAllowed(span, name, clause.Name));
        }

        if (BindArguments(call) is not { } arguments)
        {
            return null;
        }

        string window = property is null ? name : name[..^(property.Length + 1)];
        if (WindowSpecs.FromGroupWindow(window, arguments, span, environment) is not { } spec)
        {
            return null;
        }

        var grouped = new GroupWindowExpr(spec, arguments[0]);
        return property is null ? grouped : GroupWindowNames.Property(name, property, grouped);
    }
}
