using FlinkSql.Columnar;
using FlinkSql.Functions;
using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Physical;
using Xunit;
using static FlinkSql.Tests.Unit.Codegen.Plans;

namespace FlinkSql.Tests.Unit.Codegen;

/// <summary>NOW and its kin read the clock once a row; here every reading moves the clock.</summary>
public sealed class CurrentTimeTests
{
    private static readonly PhysicalSource Input = Source(("a", DataTypes.BigInt));

    [Fact]
    public void The_time_is_one_within_a_row_and_new_in_the_next() => Assert.Equal(
        ["+I 1000 1000 1000", "+I 2000 2000 2000", "+I 3000 3000 3000"],
        Run(Calc(Input, null, (Call("NOW"), "x"), (Call("CURRENT_TIMESTAMP"), "y"), (Call("LOCALTIMESTAMP"), "z")), "1", "2", "3"));

    [Fact]
    public void A_filter_and_the_columns_behind_it_agree()
    {
        var odd = new CompareExpr(CompareOperator.NotEqual, Call("NOW"), new LiteralExpr(2000L, DataTypes.TimestampLtz3.NotNull()));
        Assert.Equal(["+I 1 1000", "+I 3 3000"], Run(Calc(Input, odd, (Column(Input, "a"), "a"), (Call("NOW"), "now")), "1", "2", "3"));
    }

    [Fact]
    public void Columns_of_several_methods_agree()
    {
        (Expr, string)[] wide = [.. Enumerable.Range(0, 600).Select(column => ((Expr)Call("NOW"), $"c{column}"))];
        PhysicalCalc plan = Calc(Input, null, wide);
        Assert.Contains("Columns2(batch);", Code(plan), StringComparison.Ordinal);
        Assert.Single(Run(plan, "1")[0].Split(' ').Skip(1).Distinct());
        var positive = new CompareExpr(CompareOperator.Greater, Column(Input, "a"), Literal(0L));
        Assert.Single(Run(plan with { Filter = positive }, "1")[0].Split(' ').Skip(1).Distinct());
    }

    private static CallExpr Call(string name)
    {
        ScalarFunction function = FunctionRegistry.BuiltIn.Scalars(name)[0];
        return new CallExpr(function, [], function.ResultType([]));
    }

    private static List<string> Run(PhysicalNode plan, params string[] rows)
    {
        using OperatorDriver driver = Plans.Run(plan);
        (driver.Time.Milliseconds, driver.Time.Tick) = (1_000, 1_000);
        driver.Process(Pictures.Batch(Input.Schema.ToSchema(), driver.Memory, rows));
        return driver.Lines;
    }
}
