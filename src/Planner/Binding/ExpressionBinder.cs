using FlinkSql.Columnar;
using FlinkSql.Parser.Ast;
using FlinkSql.Parser.Diagnostics;
using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Types;

namespace FlinkSql.Planner.Binding;

/// <summary>
/// Turns the expressions of one clause into typed ones over the columns of a scope. Every method answers null after it
/// has reported an error, and goes on with the other operands first, so that all errors are found.
/// </summary>
internal sealed partial class ExpressionBinder(BindEnvironment environment, Scope scope, Clause clause)
{
    /// <summary>What SELECT names, tried for a name that no column has; null values had errors.</summary>
    public IReadOnlyDictionary<string, Expr?> Aliases { get; init; } = new Dictionary<string, Expr?>();

    /// <summary>Names after AS that this clause comes too early to use, for a hint.</summary>
    public IReadOnlyList<string> LaterNames { get; init; } = [];

    /// <summary>The WINDOW clause.</summary>
    public IReadOnlyList<NamedWindowSyntax> Windows { get; init; } = [];

    /// <summary>The aggregate whose argument is bound, or null.</summary>
    private string? Aggregate { get; init; }

    public Expr? Bind(ExpressionSyntax syntax)
    {
        if (!DepthGuard.Enter())
        {
            return Fail(BinderErrors.NestedTooDeep(environment.SpanOf(syntax)));
        }

        Expr? bound = BindAny(syntax);
        SourceSpan span = environment.SpanOf(syntax);
        return bound is null || bound.Span == span ? bound : bound with { Span = span };
    }

    /// <summary>Binds all of them; null when one had an error.</summary>
    public Expr[]? BindAll(IEnumerable<ExpressionSyntax> items)
    {
        var bound = new List<Expr>();
        bool complete = true;
        foreach (ExpressionSyntax item in items)
        {
            Expr? expr = Bind(item);
            complete &= expr is not null;
            if (expr is not null)
            {
                bound.Add(expr);
            }
        }

        return complete ? [.. bound] : null;
    }

    /// <summary>Binds an expression that has to be a truth value.</summary>
    public Expr? BindCondition(ExpressionSyntax syntax, string? where = null)
    {
        Expr? bound = Bind(syntax);
        return bound is null ? null : AsCondition(bound, where ?? clause.Name);
    }

    private Expr? AsCondition(Expr bound, string where) => bound.Type switch
    {
        BooleanType => bound,
        NullType => new LiteralExpr(null, DataTypes.Boolean) { Span = bound.Span },
        _ => Fail(BinderErrors.NotACondition(bound.Span, where, bound.Type)),
    };

    private Expr? BindAny(ExpressionSyntax syntax) => syntax switch
    {
        ColumnRefSyntax column => BindColumn(column),
        LiteralSyntax literal => Literals().Bind(literal),
        BinarySyntax binary => BindBinary(binary),
        UnarySyntax unary => BindUnary(unary),
        FunctionCallSyntax call => BindCall(call),
        BetweenSyntax between => BindBetween(between),
        InListSyntax list => BindInList(list),
        LikeSyntax like => BindLike(like),
        IsSyntax test => BindIs(test),
        IsDistinctFromSyntax distinct => BindIsDistinct(distinct),
        CaseSyntax choice => BindCase(choice),
        CastSyntax cast => BindCast(cast),
        RowSyntax row => BindRow(row),
        ArraySyntax array => BindArray(array),
        MapSyntax map => BindMap(map),
        MultisetSyntax => NotYet(syntax, "the MULTISET constructor"),
        ElementAccessSyntax access => BindElement(access),
        FieldAccessSyntax access => BindField(access),
        AtTimeZoneSyntax => NotYet(syntax, "AT TIME ZONE", "CONVERT_TZ converts between time zones"),
        ParameterSyntax => NotYet(syntax, "a parameter"),
        JsonValueSyntax or JsonQuerySyntax or JsonExistsSyntax or JsonObjectSyntax or JsonArraySyntax => BindJson(syntax),
        ScalarSubquerySyntax subquery when clause.Subqueries && Aggregate is null => BindSubquery(subquery),
        InQuerySyntax or ExistsSyntax or QuantifiedComparisonSyntax or ScalarSubquerySyntax => Subquery(syntax),
        StarSyntax => Fail(BinderErrors.Misplaced(environment.SpanOf(syntax), "*", "SELECT and COUNT(*)")),
        DefaultSyntax => NotYet(syntax, "DEFAULT"),
        DescriptorSyntax => Fail(BinderErrors.Misplaced(
            environment.SpanOf(syntax), "DESCRIPTOR", "the arguments of a window function")),
        TableArgumentSyntax => Fail(BinderErrors.Misplaced(
            environment.SpanOf(syntax), "TABLE", "the arguments of a table function")),
        TimeUnitSyntax unit => new LiteralExpr(UnitNames.Of(unit.Unit), DataTypes.String.NotNull()),
        KeywordArgumentSyntax keyword => new LiteralExpr(keyword.Keyword, DataTypes.String.NotNull()),
        MatchScopeSyntax => NotYet(syntax, "MATCH_RECOGNIZE"),
        ModelArgumentSyntax => NotYet(syntax, "MODEL"),
        _ => throw new InvalidOperationException($"binder: {syntax.GetType().Name} is not a known expression"),
    };

    private Expr? Subquery(ExpressionSyntax syntax)
    {
        string what = syntax switch
        {
            ScalarSubquerySyntax => $"a subquery as a value in {(Aggregate is null ? clause.Name : "an aggregate")}",
            QuantifiedComparisonSyntax => "a comparison with ANY or ALL",
            InQuerySyntax => $"IN (query) inside an expression of {clause.Name}",
            _ => $"EXISTS inside an expression of {clause.Name}",
        };
        string? hint = syntax is InQuerySyntax or ExistsSyntax
            ? "make it a condition of its own in WHERE, joined to the others by AND"
            : "write it as a join";
        return NotYet(syntax, what, hint);
    }

    private Expr? BindSubquery(ScalarSubquerySyntax syntax)
    {
        BoundTable bound = new QueryBinder(environment with { Outer = scope, MayCorrelate = false }).Bind(syntax.Query);
        if (bound.Plan is null)
        {
            return null;
        }

        int columns = bound.Plan.Schema.Count;
        return columns != 1 ? Fail(BinderErrors.SubqueryColumns(environment.SpanOf(syntax), columns))
            : !ScalarSubqueries.GivesOneRow(bound.Plan) ? NotYet(
                syntax,
                "a subquery as a value that may give several rows",
                "an aggregate without GROUP BY gives one row, such as (SELECT MAX(x) FROM t)")
            : new ScalarSubqueryExpr(bound.Plan);
    }

    private LiteralBinder Literals() => new(environment);

    private Expr? BindCast(CastSyntax cast)
    {
        Expr? operand = Bind(cast.Operand);
        DataType? type = new TypeBinder(environment.Report).Read(cast.Type);
        if (operand is null || type is null)
        {
            return null;
        }

        if (operand.Type is NullType)
        {
            return new LiteralExpr(null, type.WithNullable(true));
        }

        if (Functions.Casts.CastRegistry.Find(operand.Type, type) is not { } rule)
        {
            return Fail(BinderErrors.CannotCast(environment.SpanOf(cast), operand.Type, type));
        }

        bool nullable = operand.Type.Nullable || cast.Try || (!rule.IsIdentity && rule.NullOnFailure);
        return new CastExpr(operand, type.WithNullable(nullable), cast.Try);
    }

    private Expr? NotYet(ExpressionSyntax syntax, string what, string? hint = null) =>
        Fail(BinderErrors.NotSupportedYet(environment.SpanOf(syntax), what, hint));

    private Expr? Fail(Diagnostic error)
    {
        environment.Report(error);
        return null;
    }
}
