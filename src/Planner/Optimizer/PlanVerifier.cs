using FlinkSql.Columnar;
using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Logical;

namespace FlinkSql.Planner.Optimizer;

/// <summary>Checks what must hold of every plan; a violation is a defect of whoever made the plan.</summary>
internal static class PlanVerifier
{
    /// <summary>Checks a whole plan.</summary>
    public static void Verify(LogicalNode root, string author) =>
        Verify(root, author, new HashSet<LogicalNode>(ReferenceEqualityComparer.Instance));

    /// <summary>Checks that a rewrite kept names and types of the result, and the nodes that it made.</summary>
    public static void VerifyRewrite(LogicalNode before, LogicalNode after, string rule)
    {
        PlanSchema was = before.Schema;
        PlanSchema now = after.Schema;
        bool same = was.Count == now.Count && Enumerable.Range(0, was.Count).All(column =>
            was[column].Name == now[column].Name && was[column].Type == now[column].Type);
        Require(same, rule, after, $"the columns changed from {was} to {now}");
        var known = new HashSet<LogicalNode>(ReferenceEqualityComparer.Instance);
        Collect(before, known);
        Verify(after, rule, known);
    }

    private static void Collect(LogicalNode node, HashSet<LogicalNode> known)
    {
        known.Add(node);
        foreach (LogicalNode input in node.Inputs)
        {
            Collect(input, known);
        }
    }

    private static void Verify(LogicalNode node, string author, HashSet<LogicalNode> known)
    {
        if (!known.Add(node))
        {
            return;
        }

        foreach (LogicalNode input in node.Inputs)
        {
            Verify(input, author, known);
        }

        VerifyNode(node, author);
    }

    private static void VerifyNode(LogicalNode node, string author)
    {
        switch (node)
        {
            case LogicalFilter filter:
                Check(filter.Predicate, filter.Input.Schema, author, node);
                Require(filter.Predicate.Type is BooleanType, author, node, "the predicate is not BOOLEAN");
                break;
            case LogicalProject project:
                foreach (ProjectedColumn column in project.Columns)
                {
                    Check(column.Value, project.Input.Schema, author, node);
                }

                break;
            case LogicalWatermark watermark:
                Check(watermark.Watermark, watermark.Input.Schema, author, node);
                InRange([watermark.TimeColumn], watermark.Input.Schema, author, node);
                break;
            case LogicalWindow window:
                InRange(window.PartitionColumns.Append(window.TimeColumn), window.Input.Schema, author, node);
                break;
            case LogicalAggregate aggregate:
                InRange(aggregate.Keys, aggregate.Input.Schema, author, node);
                Check(aggregate.Aggregates, aggregate.Input.Schema, author, node);
                break;
            case LogicalWindowAggregate aggregate:
                InRange(aggregate.Keys, aggregate.Input.Schema, author, node);
                Check(aggregate.Aggregates, aggregate.Input.Schema, author, node);
                InRange(
                    aggregate.Window.TimeColumn >= 0
                        ? [aggregate.Window.TimeColumn]
                        : [aggregate.Window.StartColumn, aggregate.Window.EndColumn],
                    aggregate.Input.Schema,
                    author,
                    node);
                break;
            case LogicalSort sort:
                InRange(sort.Keys.Select(key => key.Column), sort.Input.Schema, author, node);
                break;
            case LogicalRank rank:
                InRange(
                    rank.PartitionColumns.Concat(rank.Order.Select(key => key.Column)),
                    rank.Input.Schema,
                    author,
                    node);
                break;
            case LogicalJoin join:
                Check(
                    join.Condition,
                    new PlanSchema(join.Left.Schema.Columns.Concat(join.Right.Schema.Columns).ToEquatable()),
                    author,
                    node);
                break;
            case LogicalUnion union:
                Require(
                    union.Branches.All(branch => SameTypes(branch.Schema, union.Schema)),
                    author,
                    node,
                    "the branches have different types");
                break;
        }
    }

    private static void Check(
        EquatableArray<AggregateCall> calls, PlanSchema input, string author, LogicalNode node)
    {
        foreach (AggregateCall call in calls)
        {
            InRange(call.Filter is int filter ? call.Arguments.Append(filter) : call.Arguments, input, author, node);
            Require(
                call.Filter is not int column || input[column].Type is BooleanType,
                author,
                node,
                $"the filter of {call.Name} is not BOOLEAN");
        }
    }

    private static void Check(Expr expr, PlanSchema input, string author, LogicalNode node)
    {
        if (expr is ColumnExpr column)
        {
            InRange([column.Column], input, author, node);
            DataType actual = input[column.Column].Type;
            Require(
                column.Type.SameIgnoringNullability(actual) && (column.Type.Nullable || !actual.Nullable),
                author,
                node,
                $"{column.Name} is read as {column.Type} but is {actual}");
        }

        foreach (Expr operand in expr.Operands)
        {
            Check(operand, input, author, node);
        }
    }

    private static void InRange(IEnumerable<int> columns, PlanSchema input, string author, LogicalNode node)
    {
        foreach (int column in columns)
        {
            Require(column >= 0 && column < input.Count, author, node, $"there is no column {column} in {input}");
        }
    }

    private static bool SameTypes(PlanSchema left, PlanSchema right) =>
        left.Count == right.Count && Enumerable.Range(0, left.Count).All(column =>
            left[column].Type.SameIgnoringNullability(right[column].Type));

    private static void Require(bool holds, string author, LogicalNode node, string violation)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"optimizer: {author} made a wrong {node.GetType().Name}: {violation}");
        }
    }
}
