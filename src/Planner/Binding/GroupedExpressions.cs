using FlinkSql.Columnar;
using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Logical;

namespace FlinkSql.Planner.Binding;

/// <summary>Rewrites expressions over the columns of FROM to expressions over the result of a grouping.</summary>
internal sealed class GroupedExpressions(
    BindEnvironment environment, GroupKeys groups, IReadOnlyList<AggregateExpr> aggregates, PlanSchema result)
{
    /// <summary>Whether something was neither grouped nor aggregated.</summary>
    public bool Failed { get; private set; }

    public static string NameOf(WindowSpec spec) => spec switch
    {
        TumbleWindow => "TUMBLE",
        HopWindow => "HOP",
        CumulateWindow => "CUMULATE",
        _ => "SESSION",
    };

    public static bool AsksForTime(SelectExpressions expressions) =>
        expressions.Any(part => part is WindowPropertyExpr { Property: WindowProperty.Time });

    public Expr Rewrite(Expr expr)
    {
        int key = IndexOf(groups.Keys, expr);
        if (key >= 0)
        {
            return Column(key, expr);
        }

        switch (expr)
        {
            case AggregateExpr aggregate:
                return Column(FirstAggregate + IndexOf(aggregates, aggregate), expr);
            case GroupingExpr grouping:
                return Grouping(grouping);
            case WindowPropertyExpr property:
                return Property(property);
            case RankExpr rank:
                return rank with
                {
                    Partition = rank.Partition.Select(Rewrite).ToEquatable(),
                    Order = rank.Order.Select(order => order with { Key = Rewrite(order.Key) }).ToEquatable(),
                };
            case ColumnExpr column:
                Fail(BinderErrors.NotGrouped(expr.Span, column.Name, groups.Keys.Count != 0));
                return expr;
            default:
                return Rewritten(expr);
        }
    }

    private int WindowColumns => groups.Window is null ? 0
        : result.Count - groups.Keys.Count - aggregates.Count;

    private int FirstAggregate => groups.Keys.Count + WindowColumns;

    private ColumnExpr Column(int column, Expr replaced) =>
        new(column, result[column].Name, result[column].Type) { Span = replaced.Span };

    private static int IndexOf(IReadOnlyList<Expr> list, Expr expr)
    {
        for (int index = 0; index < list.Count; index++)
        {
            if (list[index].Equals(expr))
            {
                return index;
            }
        }

        return -1;
    }

    // A key that some grouping set leaves out becomes nullable, and so does what is computed of it.
    private Expr Rewritten(Expr expr)
    {
        EquatableArray<Expr> operands = expr.Operands;
        Expr[] rewritten = [.. operands.Select(Rewrite)];
        bool changed = false;
        bool nullable = false;
        for (int operand = 0; operand < rewritten.Length; operand++)
        {
            changed |= !ReferenceEquals(rewritten[operand], operands[operand]);
            nullable |= rewritten[operand].Type.Nullable && !operands[operand].Type.Nullable;
        }

        Expr result = changed ? expr.WithOperands(rewritten.ToEquatable()) : expr;
        return !nullable ? result : result switch
        {
            ArithmeticExpr arithmetic => arithmetic with { Type = arithmetic.Type.WithNullable(true) },
            NegateExpr negate => negate with { Type = negate.Type.WithNullable(true) },
            CastExpr cast => cast with { Type = cast.Type.WithNullable(true) },
            CaseExpr choice => choice with { Type = choice.Type.WithNullable(true) },
            FieldExpr field => field with { Type = field.Type.WithNullable(true) },
            CallExpr { Function.CalledOnNull: false } call => call with { Type = call.Type.WithNullable(true) },
            _ => result,
        };
    }

    // GROUPING(a, b) is one bit per key, set where the row's grouping set leaves the key out.
    private Expr Grouping(GroupingExpr grouping)
    {
        int[] keys = [.. grouping.Keys.Select(key => IndexOf(groups.Keys, key))];
        if (Array.IndexOf(keys, -1) is >= 0 and int missing)
        {
            Fail(BinderErrors.GroupingOfNoKey(grouping.Keys[missing].Span, grouping.Name));
            return grouping;
        }

        if (groups.Sets.Count == 0)
        {
            return new LiteralExpr(0L, grouping.Type) { Span = grouping.Span };
        }

        ColumnExpr id = Column(result.Count - 1, grouping);
        var branches = new List<CaseBranch>();
        foreach (int[] set in groups.Sets.DistinctBy(set => LogicalAggregate.GroupingId(groups.Keys.Count, set)))
        {
            long value = keys.Aggregate(0L, (bits, key) => (bits << 1) | (set.Contains(key) ? 0L : 1L));
            LiteralExpr setId = new(LogicalAggregate.GroupingId(groups.Keys.Count, set), id.Type);
            branches.Add(new CaseBranch(
                new CompareExpr(CompareOperator.Equal, id, setId), new LiteralExpr(value, grouping.Type)));
        }

        return new CaseExpr(branches.Take(branches.Count - 1).ToEquatable(), branches[^1].Value, grouping.Type)
        {
            Span = grouping.Span,
        };
    }

    private Expr Property(WindowPropertyExpr property)
    {
        if (groups.Window is null || !property.Window.Equals(groups.Window))
        {
            Fail(BinderErrors.WindowPropertyWithoutWindow(
                property.Span, property.Name, NameOf(property.Window.Spec), groups.Window is null));
            return property;
        }

        int column = groups.Keys.Count + (int)property.Property;
        bool rightTime = property.Property is not WindowProperty.Time || result[column].Time == property.Time;
        if (!rightTime)
        {
            Fail(BinderErrors.WindowPropertyTime(property.Span, property.Name, result[column].Time));
        }

        return Column(column, property);
    }

    private void Fail(Parser.Diagnostics.Diagnostic error)
    {
        Failed = true;
        environment.Report(error);
    }
}
