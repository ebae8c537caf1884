using FlinkSql.Parser.Ast;
using FlinkSql.Parser.Diagnostics;
using FlinkSql.Planner.Expressions;

namespace FlinkSql.Planner.Binding;

/// <summary>What GROUP BY groups by.</summary>
/// <param name="Keys">Distinct expressions over the columns of FROM.</param>
/// <param name="Sets">The grouping sets as positions in the keys; empty for a plain GROUP BY.</param>
/// <param name="Window">The group window among the elements, or null.</param>
internal sealed record GroupKeys(IReadOnlyList<Expr> Keys, IReadOnlyList<int[]> Sets, GroupWindowExpr? Window);

/// <summary>Binds GROUP BY with its ordinals, aliases, grouping sets and windows.</summary>
internal sealed class GroupByBinder(BindEnvironment environment, ExpressionBinder binder)
{
    private const int MostSets = 1024;

    private readonly List<Expr> _keys = [];
    private GroupWindowExpr? _window;
    private bool _failed;

    /// <summary>The keys; null after an error.</summary>
    public GroupKeys? Bind(GroupBySyntax? groupBy, SelectList list)
    {
        if (groupBy is null)
        {
            return new GroupKeys([], [], null);
        }

        if (groupBy.All)
        {
            return All(list);
        }

        // GROUP BY a, ROLLUP (b, c) crosses the sets of its elements.
        List<int[]> sets = [[]];
        foreach (GroupingSyntax element in groupBy.Elements)
        {
            List<int[]> next = Sets(element, list);
            sets = [.. sets.SelectMany(left => next.Select(right => left.Union(right).ToArray()))];
            if (sets.Count > MostSets)
            {
                environment.Report(BinderErrors.TooManyGroupingSets(environment.SpanOf(element), MostSets));
                return null;
            }
        }

        if (sets.Count > 1 && _window is not null)
        {
            environment.Report(BinderErrors.NotSupportedYet(
                environment.SpanOf(groupBy), "a group window with GROUPING SETS", "use a window function in FROM"));
            return null;
        }

        bool plain = sets is [var only] && only.Length == _keys.Count;
        return _failed ? null : new GroupKeys(_keys, plain ? [] : sets, _window);
    }

    private static GroupKeys? All(SelectList list)
    {
        var keys = new List<Expr>();
        foreach (SelectItem item in list.Items)
        {
            if (item.Value is null)
            {
                return null;
            }

            bool computed = ExprTree.All(item.Value).Any(part => part is AggregateExpr or GroupingExpr or RankExpr);
            if (!computed && item.Value is not LiteralExpr && !keys.Contains(item.Value))
            {
                keys.Add(item.Value);
            }
        }

        return new GroupKeys(keys, [], null);
    }

    private List<int[]> Sets(GroupingSyntax element, SelectList list)
    {
        if (!DepthGuard.Enter())
        {
            environment.Report(BinderErrors.NestedTooDeep(environment.SpanOf(element)));
            _failed = true;
            return [[]];
        }

        switch (element)
        {
            case GroupingKeySyntax key:
                return [Key(key.Expression, list)];
            case GroupingSetSyntax set:
                return [set.Keys.ToArray().SelectMany(key => Key(key, list)).Distinct().ToArray()];
            case GroupingSetsSyntax sets:
                return [.. sets.Elements.ToArray().SelectMany(inner => Sets(inner, list))];
            case RollupSyntax rollup:
                int[][] parts = [.. rollup.Elements.ToArray().Select(inner => Flat(inner, list))];
                return
                [
                    .. Enumerable.Range(0, parts.Length + 1)
                        .Select(dropped => parts[..(parts.Length - dropped)].SelectMany(part => part).Distinct().ToArray()),
                ];
            case CubeSyntax cube:
                return Subsets([.. cube.Elements.ToArray().Select(inner => Flat(inner, list))], environment.SpanOf(cube));
            default:
                throw new InvalidOperationException($"binder: {element.GetType().Name} is not a known grouping");
        }
    }

    private int[] Flat(GroupingSyntax element, SelectList list) =>
        [.. Sets(element, list).SelectMany(set => set).Distinct()];

    private List<int[]> Subsets(int[][] parts, SourceSpan span)
    {
        if (parts.Length > 10)
        {
            environment.Report(BinderErrors.TooManyGroupingSets(span, MostSets));
            _failed = true;
            return [[]];
        }

        var subsets = new List<int[]>();
        for (int without = 0; without < 1 << parts.Length; without++)
        {
            int mask = without;
            subsets.Add(parts.Where((_, part) => (mask >> (parts.Length - 1 - part) & 1) == 0)
                .SelectMany(part => part).Distinct().ToArray());
        }

        return subsets;
    }

    private int[] Key(ExpressionSyntax syntax, SelectList list)
    {
        if (Expression(syntax, list) is not { } key)
        {
            _failed = true;
            return [];
        }

        if (key is GroupWindowExpr window)
        {
            if (_window is not null && _window != window)
            {
                environment.Report(BinderErrors.TwoGroupWindows(environment.SpanOf(syntax)));
                _failed = true;
            }

            _window = window;
            return [];
        }

        if (ExprTree.All(key).FirstOrDefault(part => part is AggregateExpr or RankExpr or GroupingExpr) is { } misplaced)
        {
            string name = misplaced is AggregateExpr aggregate ? aggregate.Function.Name : "a ranking";
            environment.Report(BinderErrors.AggregateNotAllowed(environment.SpanOf(syntax), name, "GROUP BY"));
            _failed = true;
            return [];
        }

        int position = _keys.IndexOf(key);
        if (position < 0)
        {
            position = _keys.Count;
            _keys.Add(key);
        }

        return [position];
    }

    private Expr? Expression(ExpressionSyntax syntax, SelectList list)
    {
        if (syntax is not IntegerLiteralSyntax ordinal)
        {
            return binder.Bind(syntax);
        }

        if (int.TryParse(ordinal.Digits, out int position) && position >= 1 && position <= list.Items.Count)
        {
            return list.Items[position - 1].Value;
        }

        environment.Report(BinderErrors.Ordinal(environment.SpanOf(syntax), "GROUP BY", ordinal.Digits, list.Items.Count));
        return null;
    }
}
