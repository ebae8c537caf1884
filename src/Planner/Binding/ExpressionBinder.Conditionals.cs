using FlinkSql.Columnar;
using FlinkSql.Parser.Ast;
using FlinkSql.Parser.Diagnostics;
using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Types;

namespace FlinkSql.Planner.Binding;

/// <summary>CASE, and the functions that are CASE in short: COALESCE, IF, IFNULL, NULLIF.</summary>
internal sealed partial class ExpressionBinder
{
    private Expr? BindCase(CaseSyntax choice)
    {
        Expr? operand = choice.Operand is null ? null : Bind(choice.Operand);
        bool complete = choice.Operand is null || operand is not null;
        var branches = new List<CaseBranch>(choice.Branches.Count);
        foreach (CaseBranchSyntax branch in choice.Branches)
        {
            Expr? condition;
            if (choice.Operand is null)
            {
                condition = BindCondition(branch.When, "WHEN");
            }
            else
            {
                Expr? value = Bind(branch.When);
                condition = operand is null || value is null
                    ? null
                    : Compare(CompareOperator.Equal, operand, value, environment.SpanOf(branch.When));
            }

            Expr? result = Bind(branch.Then);
            complete &= condition is not null && result is not null;
            if (condition is not null && result is not null)
            {
                branches.Add(new CaseBranch(condition, result));
            }
        }

        Expr? otherwise = choice.Else is null ? new LiteralExpr(null, DataTypes.Null) : Bind(choice.Else);
        return complete && otherwise is not null
            ? Case(branches, otherwise, environment.SpanOf(choice), "CASE")
            : null;
    }

    private Expr? BindConditional(string name, FunctionCallSyntax call)
    {
        if (BindArguments(call) is not { } arguments)
        {
            return null;
        }

        SourceSpan span = environment.SpanOf(call);
        return (name, arguments) switch
        {
            ("COALESCE", { Length: >= 1 }) or ("IFNULL", { Length: 2 }) => Coalesce(arguments, span, name),
            ("IF", [var condition, var value, var otherwise]) => AsCondition(condition, "IF") is { } test
                ? Case([new CaseBranch(test, value)], otherwise, span, name)
                : null,
            ("NULLIF", [var value, var other]) =>
                Compare(CompareOperator.Equal, value, other, span) is { } equal
                    ? Case([new CaseBranch(equal, new LiteralExpr(null, DataTypes.Null))], value, span, name)
                    : null,
            _ => Fail(BinderErrors.WrongArguments(
                span, name, [.. arguments.Select(argument => argument.Type)], [ConditionalForm(name)])),
        };
    }

    private static string ConditionalForm(string name) => name switch
    {
        "COALESCE" => "COALESCE(value, value, ...)",
        "IF" => "IF(condition, value, value)",
        _ => $"{name}(value, value)",
    };

    private Expr? Coalesce(Expr[] arguments, SourceSpan span, string name)
    {
        // What follows a value that is never NULL is never reached.
        int last = Array.FindIndex(arguments, argument => !argument.Type.Nullable);
        Expr[] reached = last < 0 ? arguments : arguments[..(last + 1)];
        if (TypeCoercion.Common(arguments.Select(argument => argument.Type)) is not { } common)
        {
            return Fail(BinderErrors.NoCommonType(span, name, [.. arguments.Select(argument => argument.Type)]));
        }

        if (common is NullType)
        {
            return reached[^1];
        }

        Expr[] values = [.. reached.Select(value => Coerce.To(value, common))];
        if (values.Length == 1)
        {
            return values[0];
        }

        var branches = values[..^1].Select(value => new CaseBranch(new IsNullExpr(value, Negated: true), value));
        return new CaseExpr(branches.ToEquatable(), values[^1], common.WithNullable(values[^1].Type.Nullable));
    }

    private Expr? Case(IReadOnlyList<CaseBranch> branches, Expr otherwise, SourceSpan span, string name)
    {
        DataType[] types = [.. branches.Select(branch => branch.Value.Type), otherwise.Type];
        if (TypeCoercion.Common(types) is not { } common)
        {
            return Fail(BinderErrors.NoCommonType(span, name, types));
        }

        return new CaseExpr(
            branches.Select(branch => branch with { Value = Coerce.To(branch.Value, common) }).ToEquatable(),
            Coerce.To(otherwise, common),
            common);
    }
}
