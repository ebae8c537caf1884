using FlinkSql.Columnar;
using FlinkSql.Parser.Ast;
using FlinkSql.Planner.Binding;
using FlinkSql.Planner.Logical;
using Xunit;

namespace FlinkSql.Tests.Unit.Planner.Binding;

/// <summary>Long and deep statements: an error at worst, never a stack overflow.</summary>
public class BinderDepthTests
{
    private readonly BinderSession _session = new();

    [Fact]
    public void Long_chains_of_operators_bind()
    {
        const int Terms = 900;
        BindResult<BoundQuery> sum = _session.Query($"SELECT {string.Join(" + ", Enumerable.Repeat("price", Terms))} FROM bid");
        Assert.Equal(DataTypes.BigInt, sum.Value!.Plan.Schema[0].Type);

        string conditions = string.Join(" AND ", Enumerable.Range(0, Terms).Select(term => $"price > {term}"));
        BindResult<BoundQuery> filter = _session.Query($"SELECT price FROM bid WHERE {conditions}");
        Assert.True(filter.Succeeded);
    }

    [Fact]
    public void Long_chains_of_unions_and_joins_bind()
    {
        BindResult<BoundQuery> union =
            _session.Query(string.Join(" UNION ALL ", Enumerable.Repeat("SELECT price FROM bid", 500)));
        Assert.Equal(500, Assert.IsType<LogicalUnion>(union.Value!.Plan).Branches.Count);

        string joins = string.Concat(Enumerable.Range(0, 60).Select(table => $" JOIN auction AS a{table} ON a{table}.id = b.auction"));
        Assert.True(_session.Query($"SELECT b.price FROM bid AS b{joins}").Succeeded);
    }

    [Fact]
    public void A_tree_that_is_too_deep_is_an_error()
    {
        ExpressionSyntax deep = new IntegerLiteralSyntax("1");
        for (int level = 0; level < 200_000; level++)
        {
            deep = new CastSyntax(deep, new SimpleTypeSyntax(SqlTypeName.BigInt));
        }

        var binder = new Binder(new BindContext { Catalog = _session.Catalog });
        BindResult<BoundQuery> result = binder.BindQuery(new SelectSyntax([new SelectItemSyntax(deep)]));
        Assert.Equal("FLS2021", Assert.Single(result.Errors).Code);
    }
}
