using FlinkSql.Columnar;
using FlinkSql.Functions;
using FlinkSql.Parser.Ast;
using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Logical;

namespace FlinkSql.Planner.Binding;

/// <summary>Aggregates, GROUPING and OVER.</summary>
internal sealed partial class ExpressionBinder
{
    private static readonly Dictionary<string, RankFunction> RankFunctions = new()
    {
        ["ROW_NUMBER"] = RankFunction.RowNumber,
        ["RANK"] = RankFunction.Rank,
        ["DENSE_RANK"] = RankFunction.DenseRank,
    };

    private Expr? BindAggregate(string name, FunctionCallSyntax call, IReadOnlyList<AggregateFunction> overloads)
    {
        bool misplaced = Aggregate is not null || !clause.Aggregates;
        if (Aggregate is not null)
        {
            Fail(BinderErrors.NestedAggregate(environment.SpanOf(call), name, Aggregate));
        }
        else if (misplaced)
        {
            Fail(BinderErrors.AggregateNotAllowed(environment.SpanOf(call), name, clause.Name));
        }

        if (call.WithinGroup.Count != 0)
        {
            return NotYet(call, "WITHIN GROUP");
        }

        if (call.Nulls is NullTreatment.Ignore)
        {
            return NotYet(call, "IGNORE NULLS");
        }

        var inner = new ExpressionBinder(environment, scope, clause) { Aliases = Aliases, Windows = Windows, Aggregate = name };
        bool star = call.Arguments is [{ Value: StarSyntax { Qualifier.Count: 0 } }];
        Expr[]? arguments = star ? [] : inner.BindArguments(call);
        Expr? filter = call.Filter is null ? null : inner.BindCondition(call.Filter, "FILTER");
        if (misplaced || arguments is null || (call.Filter is not null && filter is null))
        {
            return null;
        }

        DataType[] given = [.. arguments.Select(argument => argument.Type)];
        if ((star && name != "COUNT")
            || OverloadResolver.Resolve(
                [.. overloads.OrderBy(overload => overload.Retracts)], overload => overload.Signature, given)
                is not var (function, types))
        {
            string[] forms = [.. Forms(overloads.Select(overload => overload.Signature))];
            return Fail(star
                ? BinderErrors.StarNotAllowed(environment.SpanOf(call), name)
                : BinderErrors.WrongArguments(environment.SpanOf(call), name, given, forms));
        }

        Expr[] coerced = [.. arguments.Zip(types, Coerce.To)];
        DataType[] actual = [.. coerced.Select(argument => argument.Type)];
        bool distinct = call.Quantifier is SetQuantifier.Distinct;
        return new AggregateExpr(function, coerced.ToEquatable(), distinct, filter, function.ResultType(actual));
    }

    private Expr? BindGrouping(string name, FunctionCallSyntax call)
    {
        if (!clause.Aggregates)
        {
            return Fail(BinderErrors.AggregateNotAllowed(environment.SpanOf(call), name, clause.Name));
        }

        return BindArguments(call) switch
        {
            null => null,
            [] => Fail(BinderErrors.WrongArguments(environment.SpanOf(call), name, [], [$"{name}(key, ...)"])),
            var keys => new GroupingExpr(name, keys.ToEquatable()),
        };
    }

    private Expr? BindOver(string name, FunctionCallSyntax call)
    {
        if (!RankFunctions.TryGetValue(name, out RankFunction function))
        {
            return Fail(BinderErrors.OverNotSupportedYet(environment.SpanOf(call), name));
        }

        if (!clause.Ranks)
        {
            return Fail(BinderErrors.RankNotAllowed(environment.SpanOf(call), name, clause.Name));
        }

        if (call.Arguments.Count != 0)
        {
            return Fail(BinderErrors.WrongArguments(environment.SpanOf(call), name, [], [$"{name}() OVER (..)"]));
        }

        if (FindWindow(call.Over!) is not { } window)
        {
            return null;
        }

        if (window.OrderBy.Count == 0)
        {
            return Fail(BinderErrors.RankWithoutOrder(environment.SpanOf(call), name));
        }

        var inner = new ExpressionBinder(environment, scope, Clause.Over) { Aliases = Aliases };
        Expr[]? partition = inner.BindAll(window.PartitionBy);
        Expr[]? keys = inner.BindAll(window.OrderBy.Select(item => item.Expression));
        if (partition is null || keys is null)
        {
            return null;
        }

        var order = keys.Zip(window.OrderBy.ToArray(), (key, item) =>
            new RankOrder(key, item.Descending, NullsFirst(item.Descending, item.Nulls)));
        return new RankExpr(function, partition.ToEquatable(), order.ToEquatable());
    }

    /// <summary>NULL is the smallest value: first ascending, last descending, unless said otherwise.</summary>
    public static bool NullsFirst(bool descending, NullOrder nulls) => nulls switch
    {
        NullOrder.First => true,
        NullOrder.Last => false,
        _ => !descending,
    };

    // A window refines one that was named before it, so this ends.
    private WindowSpecificationSyntax? FindWindow(WindowSyntax window, int visible = int.MaxValue)
    {
        IdentifierSyntax? name = window is WindowNameSyntax named
            ? named.Name
            : ((WindowSpecificationSyntax)window).Refines;
        if (name is null)
        {
            return (WindowSpecificationSyntax)window;
        }

        NamedWindowSyntax[] candidates = [.. Windows.Take(visible)];
        int found = Array.FindIndex(candidates, candidate => candidate.Name.Name == name.Name);
        if (found < 0)
        {
            string[] names = [.. candidates.Select(candidate => candidate.Name.Name)];
            Fail(BinderErrors.WindowNotFound(environment.SpanOf(name), name.Name, names));
            return null;
        }

        WindowSpecificationSyntax? based = FindWindow(candidates[found].Window, found);
        return based is null || window is not WindowSpecificationSyntax refined ? based : based with
        {
            PartitionBy = based.PartitionBy.Count != 0 ? based.PartitionBy : refined.PartitionBy,
            OrderBy = refined.OrderBy.Count != 0 ? refined.OrderBy : based.OrderBy,
        };
    }
}
