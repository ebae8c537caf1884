using FlinkSql.Columnar;
using FlinkSql.Functions;
using FlinkSql.Parser.Ast;
using FlinkSql.Parser.Diagnostics;
using FlinkSql.Planner.Expressions;

namespace FlinkSql.Planner.Binding;

/// <summary>Calls by name.</summary>
internal sealed partial class ExpressionBinder
{
    private static readonly string[] s_conditionals = ["COALESCE", "IF", "IFNULL", "NULLIF"];

    private Expr? BindCall(FunctionCallSyntax call)
    {
        string written = string.Join(".", call.Name.Select(part => part.Name));
        string name = written.ToUpperInvariant();
        if (call.Over is not null)
        {
            return BindOver(name, call);
        }

        if (s_conditionals.Contains(name))
        {
            return BindConditional(name, call);
        }

        switch (name)
        {
            case "PROCTIME" when call.Arguments.Count == 0:
                return new ProcTimeExpr();
            case "CURRENT_WATERMARK":
                return BindCurrentWatermark(call);
            case "SOURCE_WATERMARK":
                return Fail(BinderErrors.SourceWatermarkInside(environment.SpanOf(call)));
            case "MOD" when call.Arguments.Count == 2:
                return BindArguments(call) is [var left, var right]
                    ? Arithmetic(ArithmeticOperator.Modulo, left, right, environment.SpanOf(call))
                    : null;
            case "TRIM" when call.Arguments is [{ Value: KeywordArgumentSyntax side }, ..]:
                return BindTrim(side.Keyword, call);
            case "TIMESTAMPADD" when call.Arguments.Count == 3:
                return BindTimestampAdd(call);
            case "GROUPING" or "GROUPING_ID":
                return BindGrouping(name, call);
        }

        if (GroupWindowNames.IsWindow(name) || GroupWindowNames.PropertyOf(name) is not null)
        {
            return BindGroupWindow(name, call);
        }

        if (environment.Functions.Aggregates(name) is { Count: > 0 } aggregates)
        {
            return BindAggregate(name, call, aggregates);
        }

        if (RankFunctions.ContainsKey(name))
        {
            return Fail(BinderErrors.RankWithoutOver(environment.SpanOf(call), name));
        }

        if (environment.Functions.Scalars(name) is not { Count: > 0 })
        {
            BindArguments(call);
            return Fail(BinderErrors.FunctionNotFound(NameSpan(call), written, FunctionNames()));
        }

        if (call.Quantifier is SetQuantifier.Distinct || call.Filter is not null)
        {
            return Fail(BinderErrors.NotAnAggregate(
                environment.SpanOf(call), name, call.Filter is null ? "DISTINCT" : "FILTER"));
        }

        return BindArguments(call) is { } arguments ? Call(name, arguments, environment.SpanOf(call), name) : null;
    }

    /// <summary>A call of a function of the library with bound arguments.</summary>
    private Expr? Call(string name, IReadOnlyList<Expr> arguments, SourceSpan span, string shown)
    {
        IReadOnlyList<ScalarFunction> overloads = environment.Functions.Scalars(name);
        arguments = ArgumentTypes.Unify(name, arguments);
        DataType[] given = [.. arguments.Select(argument => argument.Type)];
        if (OverloadResolver.Resolve(overloads, overload => overload.Signature, given) is not var (function, types))
        {
            bool isOperator = shown != name || !char.IsLetter(shown[0]);
            return Fail(isOperator
                ? BinderErrors.OperatorTypes(span, shown, given)
                : BinderErrors.WrongArguments(span, shown, given, Forms(overloads.Select(overload => overload.Signature))));
        }

        Expr[] coerced = [.. arguments.Zip(types, Coerce.To)];
        DataType[] actual = [.. coerced.Select(argument => argument.Type)];
        object?[] constants = [.. coerced.Select(argument => (argument as LiteralExpr)?.Value)];
        return new CallExpr(function, coerced.ToEquatable(), function.ResultType(actual, constants)) { Span = span };
    }

    // TRIM(LEADING 'x' FROM text) is LTRIM(text, 'x'), and without the characters LTRIM(text).
    private Expr? BindTrim(string side, FunctionCallSyntax call)
    {
        string name = side switch { "LEADING" => "LTRIM", "TRAILING" => "RTRIM", _ => "TRIM" };
        return BindAll(call.Arguments.ToArray().Skip(1).Select(argument => argument.Value)) switch
        {
            null => null,
            [var characters, var text] => Call(name, [text, characters], environment.SpanOf(call), "TRIM"),
            var arguments => Call(name, arguments, environment.SpanOf(call), "TRIM"),
        };
    }

    private static string[] Forms(IEnumerable<FunctionSignature> signatures) =>
        [.. signatures.Select(OverloadResolver.Form).Distinct()];

    private Expr[]? BindArguments(FunctionCallSyntax call)
    {
        Expr[]? arguments = BindAll(call.Arguments.Select(argument => argument.Value));
        foreach (ArgumentSyntax argument in call.Arguments)
        {
            if (argument.Name is { } name)
            {
                Fail(BinderErrors.NotSupportedYet(
                    environment.SpanOf(name), "a named argument of this function", "give the arguments in order"));
                return null;
            }
        }

        return arguments;
    }

    private Expr? BindCurrentWatermark(FunctionCallSyntax call)
    {
        if (BindArguments(call) is not { } arguments)
        {
            return null;
        }

        bool rowtime = arguments is [ColumnExpr column] && scope.Columns.Any(
            named => named.Time is Logical.TimeAttribute.Rowtime && named.Value.Equals(column));
        return rowtime
            ? new CurrentWatermarkExpr(arguments[0].Type.WithNullable(true))
            : Fail(BinderErrors.CurrentWatermark(environment.SpanOf(call)));
    }

    private SourceSpan NameSpan(FunctionCallSyntax call)
    {
        SourceSpan span = default;
        foreach (IdentifierSyntax part in call.Name)
        {
            span = span.To(environment.SpanOf(part));
        }

        return span;
    }

    private IEnumerable<string> FunctionNames() => environment.Functions.ScalarNames
        .Concat(environment.Functions.AggregateNames)
        .Concat(s_conditionals)
        .Concat(RankFunctions.Keys)
        .Concat(["PROCTIME", "CURRENT_WATERMARK", "SOURCE_WATERMARK", "MOD", "GROUPING", "GROUPING_ID"])
        .Where(name => name[0] != '$')
        .Distinct();
}
