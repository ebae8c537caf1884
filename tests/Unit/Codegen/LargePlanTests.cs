using FlinkSql.Columnar;
using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Logical;
using FlinkSql.Planner.Physical;
using Xunit;
using static FlinkSql.Tests.Unit.Codegen.Plans;

namespace FlinkSql.Tests.Unit.Codegen;

/// <summary>Plans that would make one method too large for the JIT.</summary>
public sealed class LargePlanTests
{
    private const int Columns = 1_000;

    private static readonly PhysicalSource Input = Source(("a", DataTypes.BigInt), ("name", DataTypes.String));

    [Fact]
    public void A_thousand_columns_are_computed_by_several_methods()
    {
        PhysicalCalc plan = Calc(Input, null, Wide());
        Assert.Contains("Columns2(batch);", Code(plan), StringComparison.Ordinal);
        Assert.Equal([Row(5), "watermark 9", NullRow()], Run(plan, "5 'x'", "watermark 9", "NULL 'y'"));
    }

    [Fact]
    public void A_thousand_columns_of_the_rows_that_pass()
    {
        var filter = new CompareExpr(CompareOperator.Greater, Column(Input, "a"), Literal(3L));
        PhysicalCalc plan = Calc(Input, filter, Wide());
        Assert.Contains("Columns2(batch, selected[..count]);", Code(plan), StringComparison.Ordinal);
        Assert.Equal([Row(5), "watermark 9", Row(4)], Run(plan, "5 'x'", "1 'z'", "watermark 9", "NULL 'y'", "4 'x'"));
    }

    [Fact]
    public void A_case_of_five_hundred_branches()
    {
        EquatableArray<CaseBranch> branches = Enumerable.Range(0, 500)
            .Select(branch => new CaseBranch(
                new CompareExpr(CompareOperator.Equal, Column(Input, "a"), Literal((long)branch)),
                Literal($"value {branch}"))).ToEquatable();
        var choice = new CaseExpr(branches, Column(Input, "name"), DataTypes.String);
        PhysicalCalc plan = Calc(Input, null, (choice, "choice"));
        Assert.Equal(
            ["+I 'value 0'", "+I 'value 499'", "+I 'x'", "+I 'y'"],
            Run(plan, "0 'a'", "499 'b'", "500 'x'", "NULL 'y'"));
    }

    [Fact]
    public void A_window_of_many_aggregates()
    {
        PhysicalSource rows = Source(("ts", DataTypes.Timestamp3.NotNull()), ("a", DataTypes.BigInt));
        AggregateCall[] calls = [.. Enumerable.Range(0, 300).Select(call => Aggregate(rows, TestAggregates.Find("TEST_SUM"), $"s{call}", "a"))];
        var window = new PhysicalWindowAggregate(
            rows, new GroupWindow(new TumbleWindow(10), 0, TimeAttribute.Rowtime, false), [], calls.ToEquatable(), [], false);
        using OperatorDriver driver = Plans.Run(window);
        driver.Process(Pictures.Batch(rows.Schema.ToSchema(), driver.Memory, "1 5", "2 6"));
        driver.Watermark(long.MaxValue);
        Assert.Equal(["+I " + string.Join(" ", Enumerable.Repeat("11", 300)), "watermark max"], driver.Lines);
    }

    private static (Expr, string)[] Wide() =>
    [
        .. Enumerable.Range(0, Columns).Select(column => (
            (Expr)new ArithmeticExpr(ArithmeticOperator.Add, Column(Input, "a"), Literal((long)column), DataTypes.BigInt), $"c{column}")),
        (Column(Input, "name"), "name"),
    ];

    private static string Row(long a) =>
        "+I " + string.Join(" ", Enumerable.Range(0, Columns).Select(column => a + column)) + " 'x'";

    private static string NullRow() => "+I " + string.Join(" ", Enumerable.Repeat("NULL", Columns)) + " 'y'";

    private static List<string> Run(PhysicalNode plan, params string[] rows)
    {
        using OperatorDriver driver = Plans.Run(plan);
        driver.Process(Pictures.Batch(Input.Schema.ToSchema(), driver.Memory, rows));
        return driver.Lines;
    }
}
