using FlinkSql.Parser.Ast;

namespace FlinkSql.Parser.Printing;

internal sealed partial class SqlText
{
    private const int SetOperationBinding = 1;
    private const int IntersectBinding = 2;
    private const int QueryPrimary = 3;

    private void Query(QuerySyntax query)
    {
        switch (query)
        {
            case QueryWithClausesSyntax clauses: Clauses(clauses); break;
            case SelectSyntax select: Select(select); break;
            case SetOperationSyntax operation: SetOperation(operation); break;
            case TableQuerySyntax table: Add("TABLE ").Name(table.Name); break;
            case ValuesSyntax values: Values(values); break;
        }
    }

    private void Clauses(QueryWithClausesSyntax query)
    {
        NodeAfter("", query.With).AddIf(query.With is not null, " ");
        QueryOperand(query.Body, SetOperationBinding);
        ListAfter(" ORDER BY ", query.OrderBy).NodeAfter(" LIMIT ", query.Limit).NodeAfter(" OFFSET ", query.Offset);
        NodeAfter(" ", query.Emit);
    }

    private static int BindingOf(QuerySyntax query) => query switch
    {
        QueryWithClausesSyntax => 0,
        SetOperationSyntax { Operator: SetOperator.Intersect } => IntersectBinding,
        SetOperationSyntax => SetOperationBinding,
        _ => QueryPrimary,
    };

    private void QueryOperand(QuerySyntax query, int minimum)
    {
        if (BindingOf(query) >= minimum) Node(query);
        else InParens("(", query);
    }

    private void SetOperation(SetOperationSyntax operation)
    {
        Stack<SetOperationSyntax> chain = new([operation]);
        while (chain.Peek().Left is SetOperationSyntax left && BindingOf(left) >= BindingOf(chain.Peek())) chain.Push(left);
        QueryOperand(chain.Peek().Left, BindingOf(chain.Peek()));
        while (chain.TryPop(out SetOperationSyntax? next))
        {
            Add(" ").Add(Words.Of(next.Operator)).AddIf(next.All, " ALL").Add(" ");
            QueryOperand(next.Right, BindingOf(next) + 1);
        }
    }

    private void Values(ValuesSyntax values)
    {
        for (int at = 0; at < values.Rows.Count; at++)
            Add(at == 0 ? "VALUES (" : ", (").List(values.Rows[at].Items).Add(")");
    }

    private void Select(SelectSyntax select)
    {
        Add("SELECT ").Hints(select.Hints).AddIf(!select.Hints.IsEmpty, " ").AddIf(select.Stream, "STREAM ");
        if (select.Quantifier != SetQuantifier.None) Add(Words.Of(select.Quantifier)).Add(" ");
        List(select.Items).NodeAfter(" FROM ", select.From).NodeAfter(" WHERE ", select.Where).NodeAfter(" ", select.GroupBy);
        NodeAfter(" HAVING ", select.Having).ListAfter(" WINDOW ", select.Windows).NodeAfter(" QUALIFY ", select.Qualify);
    }

    private void SelectItem(SelectItemSyntax item) => NodeAfter("", item.Expression).NameAfter(" AS ", item.Alias);

    private void With(WithClauseSyntax with) => Add(with.Recursive ? "WITH RECURSIVE " : "WITH ").List(with.Tables);

    private void CommonTable(CommonTableSyntax table)
    {
        Name(table.Name).ListAfter(" (", table.Columns, ")");
        InParens(" AS (", table.Query);
    }

    private void SortItem(SortItemSyntax item)
    {
        NodeAfter("", item.Expression).AddIf(item.Descending, " DESC");
        if (item.Nulls != NullOrder.Unspecified) Add(" NULLS ").Add(Words.Of(item.Nulls));
    }

    // ---- GROUP BY ----

    private void GroupBy(GroupBySyntax groupBy) =>
        Add("GROUP BY ").AddIf(groupBy.All, "ALL").List(groupBy.Elements);

    private void Grouping(GroupingSyntax grouping)
    {
        switch (grouping)
        {
            case GroupingKeySyntax key: Node(key.Expression); break;
            case GroupingSetSyntax set: Add("(").List(set.Keys).Add(")"); break;
            case RollupSyntax rollup: Add("ROLLUP (").List(rollup.Elements).Add(")"); break;
            case CubeSyntax cube: Add("CUBE (").List(cube.Elements).Add(")"); break;
            case GroupingSetsSyntax sets: Add("GROUPING SETS (").List(sets.Elements).Add(")"); break;
        }
    }

    // ---- windows ----

    private void NamedWindow(NamedWindowSyntax window) => Name(window.Name).NodeAfter(" AS ", window.Window);

    private void Window(WindowSyntax window)
    {
        if (window is WindowNameSyntax name)
        {
            Name(name.Name);
            return;
        }
        WindowSpecificationSyntax specification = (WindowSpecificationSyntax)window;
        SqlText parts = new();
        parts.NameAfter(" ", specification.Refines).ListAfter(" PARTITION BY ", specification.PartitionBy)
            .ListAfter(" ORDER BY ", specification.OrderBy).NodeAfter(" ", specification.Frame);
        Add("(").Add(parts.ToString().TrimStart()).Add(")");
    }

    private void Frame(WindowFrameSyntax frame)
    {
        Add(Words.Of(frame.Unit)).AddIf(frame.End is not null, " BETWEEN").NodeAfter(" ", frame.Start)
            .NodeAfter(" AND ", frame.End);
    }

    private void Bound(FrameBoundSyntax bound)
    {
        if (bound.Offset is { } offset) Value(offset).Add(" ");
        Add(Words.Of(bound.Kind, ' '));
    }

    // ---- EMIT ----

    private void Emit(EmitSyntax emit)
    {
        Add("EMIT");
        switch (emit.Trigger)
        {
            case EmitTrigger.AfterWindowClose: Add(" AFTER WINDOW CLOSE"); break;
            case EmitTrigger.Periodic: ValueAfter(" PERIODIC ", emit.Interval); break;
            case EmitTrigger.OnUpdate: Add(" ON UPDATE").ValueAfter(" WITH DELAY ", emit.Interval); break;
        }
        string and = emit.Trigger == EmitTrigger.None ? " " : " AND ";
        ValueAfter(and + "ALLOWED LATENESS ", emit.AllowedLateness);
        ValueAfter((emit.AllowedLateness is null ? and : " AND ") + "TIMEOUT ", emit.Timeout);
        if (emit.Mode is { } mode) Add(" MODE ").Add(Words.Of(mode));
    }

    private SqlText ValueAfter(string prefix, ExpressionSyntax? value) => value is null ? this : Add(prefix).Value(value);
}
