using FlinkSql.Columnar;
using FlinkSql.Functions;
using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Logical;
using FlinkSql.Planner.Physical;
using Xunit;
using Xunit.Abstractions;
using static FlinkSql.Tests.Unit.Codegen.Plans;

namespace FlinkSql.Tests.Unit.Codegen;

public sealed class FirstSliceTests(ITestOutputHelper output)
{
    private static readonly PhysicalSource Bids = Source(
        ("auction", DataTypes.BigInt.NotNull()), ("price", DataTypes.BigInt), ("name", DataTypes.String),
        ("ts", DataTypes.Timestamp3.NotNull()));

    [Fact]
    public void Filters_and_projects()
    {
        PhysicalCalc plan = Calc(
            Bids,
            new CompareExpr(CompareOperator.Greater, Column(Bids, "price"), Literal(100L)),
            (Column(Bids, "auction"), "auction"),
            (new ArithmeticExpr(ArithmeticOperator.Multiply, Column(Bids, "price"), Literal(2L), DataTypes.BigInt), "doubled"),
            (Column(Bids, "name"), "name"));
        output.WriteLine(Code(plan));
        using OperatorDriver driver = Run(plan);
        driver.Process(Pictures.Batch(
            Bids.Schema.ToSchema(), driver.Memory, "1 50 'a' 0", "watermark 1", "2 150 'b' 1", "watermark 2", "3 NULL 'c' 2", "4 101 NULL 3", "watermark 3"));
        Assert.Equal(["watermark 1", "+I 2 300 'b'", "watermark 2", "+I 4 202 NULL", "watermark 3"], driver.Lines);
    }

    [Fact]
    public void Windows_count_sum_and_max()
    {
        FunctionRegistry functions = FunctionRegistry.BuiltIn;
        AggregateCall[] calls =
        [
            Aggregate(Bids, functions.Aggregates("COUNT").First(f => f.Signature.Parameters.Count == 0), "bids"),
            Aggregate(Bids, functions.Aggregates("SUM").First(f => f.Signature.Parameters[0] == "bigint"), "total", "price"),
            Aggregate(Bids, functions.Aggregates("MAX").First(f => f.Signature.Parameters[0] == "bigint" && !f.Retracts), "best", "price"),
        ];
        var window = new PhysicalWindowAggregate(
            Bids,
            new GroupWindow(new TumbleWindow(10_000), 3, TimeAttribute.Rowtime, LocalTimeZone: false),
            [2],
            calls.ToEquatable(),
            [new WindowOutput(WindowProperty.Start, "window_start"), new WindowOutput(WindowProperty.End, "window_end")],
            InputRetracts: false);
        PhysicalCalc plan = Calc(
            window, null, (Column(window, "name"), "name"), (Column(window, "bids"), "bids"), (Column(window, "total"), "total"),
            (Column(window, "best"), "best"), (Column(window, "window_end"), "window_end"));
        output.WriteLine(Code(plan));
        using OperatorDriver driver = Run(plan);
        driver.Process(Pictures.Batch(
            Bids.Schema.ToSchema(), driver.Memory,
            "1 50 'a' 0", "watermark 1", "2 150 'b' 1000", "3 NULL 'b' 2000", "1 7 NULL 11000", "watermark 9999", "1 8 'a' 9999", "1 9 'a' 10000", "watermark 10001"));
        Assert.Equal(
            ["+I 'a' 1 50 50 10000", "+I 'b' 2 150 150 10000", "watermark 10001"], driver.Lines);
        Assert.Equal(1, driver.Metrics.LateRows);
        driver.Lines.Clear();
        driver.Watermark(long.MaxValue);
        Assert.Equal(["+I NULL 1 7 7 20000", "+I 'a' 1 9 9 20000", "watermark max"], driver.Lines);
    }
}
