using System.Linq.Expressions;
using FlinkSql.Parser.Ast;

namespace FlinkSql.Linq.Translation;

/// <summary>The methods of <see cref="Math"/> as SQL functions.</summary>
internal static class MathCalls
{
    private static readonly Dictionary<string, string> s_names = new()
    {
        [nameof(Math.Abs)] = "ABS",
        [nameof(Math.Ceiling)] = "CEIL",
        [nameof(Math.Floor)] = "FLOOR",
        [nameof(Math.Truncate)] = "TRUNCATE",
        [nameof(Math.Sign)] = "SIGN",
        [nameof(Math.Sqrt)] = "SQRT",
        [nameof(Math.Exp)] = "EXP",
        [nameof(Math.Log)] = "LN",
        [nameof(Math.Log10)] = "LOG10",
        [nameof(Math.Log2)] = "LOG2",
        [nameof(Math.Sin)] = "SIN",
        [nameof(Math.Cos)] = "COS",
        [nameof(Math.Tan)] = "TAN",
        [nameof(Math.Asin)] = "ASIN",
        [nameof(Math.Acos)] = "ACOS",
        [nameof(Math.Atan)] = "ATAN",
        [nameof(Math.Sinh)] = "SINH",
        [nameof(Math.Cosh)] = "COSH",
        [nameof(Math.Tanh)] = "TANH",
        [nameof(Math.Round)] = "ROUND",
    };

    public static ExpressionSyntax? Translate(MethodCallExpression call, ExpressionToSyntax to)
    {
        if (call.Method.DeclaringType != typeof(Math) && call.Method.DeclaringType != typeof(MathF))
        {
            return null;
        }

        ExpressionSyntax Argument(int index) => to.Value(call.Arguments[index]);
        return (call.Method.Name, call.Arguments.Count) switch
        {
            (nameof(Math.Round), > 1) => Round(call, to),
            (nameof(Math.Log), 2) => Syntax.Call("LOG", Argument(1), Argument(0)),
            (nameof(Math.Pow), 2) => Syntax.Call("POWER", Argument(0), Argument(1)),
            (nameof(Math.Atan2), 2) => Syntax.Call("ATAN2", Argument(0), Argument(1)),
            (nameof(Math.Max), 2) => Syntax.Call("GREATEST", Argument(0), Argument(1)),
            (nameof(Math.Min), 2) => Syntax.Call("LEAST", Argument(0), Argument(1)),
            (var name, 1) when s_names.TryGetValue(name, out string? function) => Syntax.Call(function, Argument(0)),
            _ => null,
        };
    }

    // SQL rounds half away from zero, and knows no other way.
    private static FunctionCallSyntax? Round(MethodCallExpression call, ExpressionToSyntax to)
    {
        IReadOnlyList<Expression> arguments = call.Arguments;
        if (arguments[^1].Type == typeof(MidpointRounding))
        {
            if (!Captured.IsFree(arguments[^1])
                || Captured.Evaluate(arguments[^1]) is not MidpointRounding.AwayFromZero)
            {
                throw LinqErrors.Untranslatable(call, "SQL rounds half away from zero");
            }

            arguments = [.. arguments.SkipLast(1)];
        }

        return Syntax.Call("ROUND", arguments.Select(to.Value));
    }
}
