using FlinkSql.Columnar;
using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Logical;

namespace FlinkSql.Planner.Binding;

/// <summary>
/// Builds the grouping of a SELECT: a project with the keys and the arguments of the aggregates, the window of a group
/// window, the aggregate; and rewrites the expressions that follow to its result.
/// </summary>
internal sealed class AggregateBinder(BindEnvironment environment, GroupKeys groups)
{
    private readonly List<ProjectedColumn> _inputs = [];
    private readonly List<AggregateExpr> _aggregates = [];

    /// <summary>How long a group is kept that nobody writes, in ms, where the query says it.</summary>
    public long? StateTtl { get; init; }

    /// <summary>The stage above the aggregate; null after an error.</summary>
    public SelectStage? Bind(SelectStage stage)
    {
        PlanSchema source = stage.Plan.Schema;
        if (groups.Window is { } window && !IsTimeAttribute(window, stage.Plan))
        {
            return null;
        }

        foreach (AggregateExpr aggregate in stage.Expressions.Parts.OfType<AggregateExpr>())
        {
            if (!_aggregates.Contains(aggregate))
            {
                _aggregates.Add(aggregate);
            }
        }

        if (groups.Keys.FirstOrDefault(ExprTree.Has<ScalarSubqueryExpr>) is { } subquery)
        {
            environment.Report(BinderErrors.NotSupportedYet(subquery.Span, "a subquery as a value in GROUP BY"));
            return null;
        }

        Dictionary<Expr, string> names = Names(stage.Expressions);
        var keys = new List<int>(groups.Keys.Select((key, index) => Input(key, Name(key, names, "key", index), source)));
        int time = groups.Window is { } grouped ? Input(grouped.Time, "window_source", source) : -1;
        AggregateCall[] calls =
        [
            .. _aggregates.Select((aggregate, index) => new AggregateCall(
                aggregate.Function,
                aggregate.Arguments.Select((argument, at) => Input(argument, $"arg{index}_{at}", source)).ToEquatable(),
                aggregate.Distinct,
                aggregate.Filter is null ? null : Input(aggregate.Filter, $"filter{index}", source),
                names.GetValueOrDefault(aggregate) ?? $"agg{index}",
                aggregate.Type) { Span = aggregate.Span }),
        ];

        LogicalNode plan = stage.Plan;
        if (_inputs.Exists(input => input.Value is not ColumnExpr))
        {
            plan = new LogicalProject(plan, _inputs.ToEquatable()) { Span = plan.Span };
        }
        else
        {
            // Bare columns are there already.
            int[] places = [.. _inputs.Select(input => ((ColumnExpr)input.Value).Column)];
            keys = [.. keys.Select(key => places[key])];
            time = time < 0 ? time : places[time];
            calls = [.. calls.Select(call => Moved(call, places))];
        }

        if (groups.Window is not null)
        {
            var partition = groups.Window.Spec is SessionWindow ? keys.ToEquatable() : [];
            int columns = plan.Schema.Count;
            plan = new LogicalWindow(plan, groups.Window.Spec, time, partition) { Span = groups.Window.Span };
            keys.AddRange(WindowKeys(stage.Expressions, columns));
        }

        var aggregated = new LogicalAggregate(
            plan, keys.ToEquatable(), calls.ToEquatable(), groups.Sets.Select(set => set.ToEquatable()).ToEquatable())
        {
            Span = calls is [var first, ..] ? first.Span : plan.Span,
            StateTtl = StateTtl,
            GroupingIdName = groups.Sets.Count != 0 && stage.Expressions.Any(part => part is GroupingExpr) ? "grouping_id" : null,
        };
        var rewriter = new GroupedExpressions(environment, groups, _aggregates, aggregated.Schema);
        SelectExpressions expressions = stage.Expressions.Rewrite(rewriter.Rewrite);
        return rewriter.Failed ? null : new SelectStage(aggregated, expressions);
    }

    private bool IsTimeAttribute(GroupWindowExpr window, LogicalNode plan)
    {
        if (window.Time is ColumnExpr column)
        {
            return TimeColumns.Check(plan, column.Column, GroupedExpressions.NameOf(window.Spec), column.Span, environment);
        }

        environment.Report(BinderErrors.GroupWindowTime(window.Time.Span, GroupedExpressions.NameOf(window.Spec)));
        return false;
    }

    // The window columns follow the others: start, end, and time where it is asked for.
    private static IEnumerable<int> WindowKeys(SelectExpressions expressions, int columns) =>
        GroupedExpressions.AsksForTime(expressions) ? [columns, columns + 1, columns + 2] : [columns, columns + 1];

    private static AggregateCall Moved(AggregateCall call, int[] places) => call with
    {
        Arguments = call.Arguments.Select(argument => places[argument]).ToEquatable(),
        Filter = call.Filter is { } filter ? places[filter] : null,
    };

    private int Input(Expr value, string name, PlanSchema source)
    {
        int found = _inputs.FindIndex(input => input.Value.Equals(value));
        if (found >= 0)
        {
            return found;
        }

        TimeAttribute time = TimeAttribute.None;
        if (value is ColumnExpr column)
        {
            name = column.Name;
            time = source[column.Column].Time;
        }

        _inputs.Add(new ProjectedColumn(value, name, time));
        return _inputs.Count - 1;
    }

    private static string Name(Expr key, Dictionary<Expr, string> names, string kind, int index) =>
        names.GetValueOrDefault(key) ?? $"{kind}{index}";

    /// <summary>What the select list calls an expression is a good name for it below, too.</summary>
    private static Dictionary<Expr, string> Names(SelectExpressions expressions)
    {
        var names = new Dictionary<Expr, string>();
        foreach (ProjectedColumn item in expressions.Items)
        {
            names.TryAdd(item.Value, item.Name);
        }

        return names;
    }
}
