using FlinkSql.Columnar;
using FlinkSql.Parser.Ast;
using FlinkSql.Parser.Diagnostics;
using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Logical;

namespace FlinkSql.Planner.Binding;

/// <summary>Binds joins of FROM.</summary>
internal sealed class JoinBinder(BindEnvironment environment)
{
    public BoundTable Bind(JoinSyntax join)
    {
        // Chains lean to the left and may be long: no recursion along them.
        var chain = new Stack<JoinSyntax>();
        TableRefSyntax start = join;
        while (start is JoinSyntax next)
        {
            chain.Push(next);
            start = next.Left;
        }

        BoundTable left = new TableRefBinder(environment).Bind(start);
        foreach (JoinSyntax next in chain)
        {
            left = Join(left, next);
        }

        return left;
    }

    private BoundTable Join(BoundTable left, JoinSyntax join)
    {
        BoundTable right = new TableRefBinder(environment).Bind(join.Right);
        SourceSpan span = environment.SpanOf(join.Right);
        if (join.Kind is JoinKind.AsOf or JoinKind.LeftAsOf)
        {
            environment.Report(BinderErrors.NotSupportedYet(span, "ASOF JOIN"));
            return BoundTable.Failed;
        }

        bool clash = HasSameAlias(left.Scope, right.Scope, span);
        int offset = left.Plan?.Schema.Count ?? 0;
        Scope shifted = right.Scope with
        {
            Columns = [.. right.Scope.Columns.Select(column => column with { Value = ExprTree.Shift(column.Value, offset) })],
        };
        Scope both = new([.. left.Scope.Columns, .. shifted.Columns], [.. left.Scope.Relations, .. right.Scope.Relations])
        {
            Incomplete = left.Scope.Incomplete || right.Scope.Incomplete || clash,
        };

        IReadOnlyList<string>? shared = SharedColumns(join, left.Scope, shifted, both.Incomplete);
        Expr? condition = join.On is not null
            ? new ExpressionBinder(environment, both, Clause.On).BindCondition(join.On)
            : shared is null ? null : Equalities(shared, left.Scope, shifted, span);
        if (join.On is null && shared is [] && join.Kind is not (JoinKind.Comma or JoinKind.Cross) && !join.Natural)
        {
            environment.Report(BinderErrors.JoinWithoutCondition(span));
            condition = null;
        }

        if (clash || left.Plan is null || right.Plan is null || condition is null || shared is null)
        {
            return new BoundTable(null, both with { Incomplete = true });
        }

        JoinKind kind = join.Kind is JoinKind.Comma or JoinKind.Cross ? JoinKind.Inner : join.Kind;
        LogicalNode plan = new LogicalJoin(left.Plan, right.Plan, kind, condition) { Span = environment.SpanOf(join) };
        if (kind is JoinKind.LeftSemi or JoinKind.LeftAnti)
        {
            return new BoundTable(plan, left.Scope);
        }

        return new BoundTable(plan, Merge(Retyped(both, plan.Schema), shared, kind, left.Scope.Columns.Count));
    }

    private bool HasSameAlias(Scope left, Scope right, SourceSpan span)
    {
        bool clash = false;
        foreach (Relation relation in right.Relations)
        {
            if (relation.Alias is { } alias && left.Relations.Any(other => other.Alias == alias && other.Path == relation.Path))
            {
                environment.Report(BinderErrors.DuplicateAlias(span, alias, "FROM"));
                clash = true;
            }
        }

        return clash;
    }

    /// <summary>The columns of USING or NATURAL; empty without; null after an error.</summary>
    private List<string>? SharedColumns(JoinSyntax join, Scope left, Scope right, bool incomplete)
    {
        if (join.Natural)
        {
            return
            [
                .. left.Columns.Where(column => !column.QualifiedOnly).Select(column => column.Name).Distinct()
                    .Where(name => right.Resolve([name]).Columns.Count == 1),
            ];
        }

        var names = new List<string>();
        bool complete = true;
        foreach (IdentifierSyntax name in join.Using)
        {
            complete &= FindShared(name, left, "left", incomplete) && FindShared(name, right, "right", incomplete);
            names.Add(name.Name);
        }

        return complete ? names : null;
    }

    private bool FindShared(IdentifierSyntax name, Scope side, string which, bool incomplete)
    {
        (IReadOnlyList<ScopeColumn> found, _) = side.Resolve([name.Name]);
        if (found.Count != 1 && !incomplete)
        {
            environment.Report(found.Count == 0
                ? BinderErrors.ColumnNotFound(
                    environment.SpanOf(name), name.Name, $"the {which} side", [.. side.Columns.Select(column => column.Name)])
                : BinderErrors.AmbiguousColumn(
                    environment.SpanOf(name), name.Name, [.. found.Select(c => $"{c.Relation.Display}.{c.Name}")]));
        }

        return found.Count == 1;
    }

    private Expr? Equalities(IReadOnlyList<string> names, Scope left, Scope right, SourceSpan span)
    {
        if (names.Count == 0)
        {
            return new LiteralExpr(true, DataTypes.Boolean.NotNull()) { Span = span };
        }

        var equal = new List<Expr>();
        foreach (string name in names)
        {
            Expr a = left.Resolve([name]).Columns[0].Value;
            Expr b = right.Resolve([name]).Columns[0].Value;
            if (Types.TypeCoercion.Comparison(a.Type, b.Type) is not { } common)
            {
                environment.Report(BinderErrors.OperatorTypes(span, "=", [a.Type, b.Type]));
                return null;
            }

            equal.Add(new CompareExpr(
                CompareOperator.Equal, Coerce.ToFamily(a, common), Coerce.ToFamily(b, common))
            { Span = span });
        }

        return ExprTree.And(equal);
    }

    /// <summary>The same names over the columns of the join, which may be NULL where a side is outer.</summary>
    private static Scope Retyped(Scope scope, PlanSchema schema) => scope with
    {
        Columns =
        [
            .. scope.Columns.Select(named => named with
            {
                Value = ExprTree.Rewrite(named.Value, part => part is ColumnExpr column
                    ? column with { Type = schema[column.Column].Type }
                    : null),
            }),
        ],
    };

    // USING (a): an unqualified a is one column, the qualified ones stay.
    private static Scope Merge(Scope scope, IReadOnlyList<string> shared, JoinKind kind, int leftColumns)
    {
        if (shared.Count == 0)
        {
            return scope;
        }

        var merged = new List<ScopeColumn>();
        var rest = new List<ScopeColumn>();
        foreach (string name in shared)
        {
            ScopeColumn left = scope.Columns.Take(leftColumns).First(column => column.Name == name && !column.QualifiedOnly);
            ScopeColumn right = scope.Columns.Skip(leftColumns).First(column => column.Name == name && !column.QualifiedOnly);
            Expr value = kind switch
            {
                JoinKind.Right => right.Value,
                JoinKind.Full => Either(left.Value, right.Value),
                _ => left.Value,
            };
            TimeAttribute time = kind switch
            {
                JoinKind.Right => right.Time,
                JoinKind.Full => TimeAttribute.None,
                _ => left.Time,
            };
            merged.Add(new ScopeColumn(name, value, time, left.Relation) { Merged = true });
        }

        foreach (ScopeColumn column in scope.Columns)
        {
            bool hidden = column.QualifiedOnly || shared.Contains(column.Name);
            if (!(hidden && column.Merged))
            {
                rest.Add(column with { QualifiedOnly = hidden });
            }
        }

        return scope with { Columns = [.. merged, .. rest] };
    }

    private static CaseExpr Either(Expr left, Expr right)
    {
        DataType type = Types.TypeCoercion.Common(left.Type, right.Type)!;
        Expr first = Coerce.To(left, type);
        return new CaseExpr([new CaseBranch(new IsNullExpr(left, Negated: true), first)], Coerce.To(right, type), type);
    }
}
