using FlinkSql.Columnar;
using FlinkSql.Parser.Ast;
using FlinkSql.Planner.Logical;
using FlinkSql.Planner.Types;

namespace FlinkSql.Planner.Binding;

/// <summary>Binds UNION, INTERSECT and EXCEPT; columns are matched by position and widened to a common type.</summary>
internal sealed class SetOperationBinder(BindEnvironment environment)
{
    public BoundTable Bind(SetOperationSyntax operation)
    {
        // Chains lean to the left and may be long: no recursion along them.
        var chain = new Stack<SetOperationSyntax>();
        QuerySyntax start = operation;
        while (start is SetOperationSyntax next)
        {
            chain.Push(next);
            start = next.Left;
        }

        BoundTable left = new QueryBinder(environment).Bind(start);
        foreach (SetOperationSyntax next in chain)
        {
            BoundTable right = new QueryBinder(environment).Bind(next.Right);
            left = left.Plan is null || right.Plan is null ? BoundTable.Failed : Combine(left.Plan, next, right.Plan);
        }

        return left;
    }

    private BoundTable Combine(LogicalNode left, SetOperationSyntax operation, LogicalNode right)
    {
        string word = operation.Operator.ToString().ToUpperInvariant();
        PlanSchema a = left.Schema;
        PlanSchema b = right.Schema;
        if (a.Count != b.Count)
        {
            environment.Report(BinderErrors.SetColumnCount(
                environment.SpanOf(operation.Right), word, [.. a.Columns.Select(c => c.Name)], [.. b.Columns.Select(c => c.Name)]));
            return BoundTable.Failed;
        }

        var types = new List<DataType>(a.Count);
        for (int column = 0; column < a.Count; column++)
        {
            if (TypeCoercion.Common(a[column].Type, b[column].Type) is { } common)
            {
                types.Add(common);
                continue;
            }

            environment.Report(BinderErrors.SetColumnType(
                environment.SpanOf(operation.Right), word, column + 1, a[column].Name, a[column].Type, b[column].Type));
        }

        if (types.Count != a.Count)
        {
            return BoundTable.Failed;
        }

        LogicalNode plan = Node(TableAliases.Cast(left, types), operation, TableAliases.Cast(right, types));
        return new BoundTable(plan, Scope.Of(plan.Schema, new Relation(null)));
    }

    private LogicalNode Node(LogicalNode left, SetOperationSyntax operation, LogicalNode right)
    {
        if (operation.Operator is not SetOperator.Union)
        {
            return new LogicalSetOperation(left, operation.Operator, operation.All, right) { Span = environment.SpanOf(operation) };
        }

        LogicalNode[] branches = left is LogicalUnion union ? [.. union.Branches, right] : [left, right];
        LogicalNode all = new LogicalUnion(branches.ToEquatable()) { Span = environment.SpanOf(operation) };
        return operation.All ? all : ProjectionBinder.Distinct(all);
    }
}
