using FlinkSql.Columnar;
using FlinkSql.Functions;
using FlinkSql.Planner.Catalog;
using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Logical;
using FlinkSql.Planner.Physical;
using Xunit;
using static FlinkSql.Tests.Unit.Codegen.Plans;

namespace FlinkSql.Tests.Unit.Codegen;

public sealed class GroupAggregateTests
{
    private static readonly PhysicalSource Bids = Source(
        ("auction", DataTypes.BigInt.NotNull()), ("price", DataTypes.BigInt), ("name", DataTypes.String));

    private static readonly AggregateFunction Count = Function("COUNT", 0);
    private static readonly AggregateFunction Sum = Function("SUM", 1, "bigint");

    [Fact]
    public void Emits_every_change_of_a_group()
    {
        PhysicalGroupAggregate plan = Group(Bids, "name", retracts: false, before: true);
        Assert.Equal(
            ["+I 'a' 1 5", "+I 'b' 1 NULL", "-U 'a' 1 5", "+U 'a' 2 7", "watermark 3", "+I NULL 1 1", "-U NULL 1 1", "+U NULL 2 2"],
            Lines(plan, "1 5 'a'", "1 NULL 'b'", "1 2 'a'", "watermark 3", "1 1 NULL", "1 1 NULL"));
    }

    [Fact]
    public void Emits_only_what_changed_and_no_row_before_when_nobody_wants_it()
    {
        PhysicalGroupAggregate group = new(
            Bids, [2], [Aggregate(Bids, Sum, "total", "price")], InputRetracts: false, EmitsUpdateBefore: false);
        Assert.Equal(
            ["+I 'a' 5", "+U 'a' 7"],
            Lines(group, "1 5 'a'", "1 0 'a'", "1 NULL 'a'", "1 2 'a'"));
    }

    [Fact]
    public void Takes_rows_back_until_the_group_is_gone()
    {
        PhysicalGroupAggregate plan = Group(Changes(Bids), "name", retracts: true, before: true);
        Assert.Equal(
            ["+I 'a' 1 5", "-U 'a' 1 5", "+U 'a' 2 8", "-U 'a' 2 8", "+U 'a' 1 3", "-D 'a' 1 3", "+I 'a' 1 4"],
            Lines(plan, "1 5 'a'", "+U 1 3 'a'", "-D 1 5 'a'", "-U 1 3 'a'", "-D 1 3 'a'", "1 4 'a'"));
    }

    [Fact]
    public void Distinct_emits_the_first_row_of_a_key()
    {
        var plan = new PhysicalGroupAggregate(Bids, [0, 2], [], InputRetracts: false, EmitsUpdateBefore: false);
        Assert.Equal(["+I 1 'a'", "+I 2 'a'", "+I 1 NULL"], Lines(plan, "1 1 'a'", "1 2 'a'", "2 1 'a'", "1 1 NULL", "1 1 NULL"));
    }

    [Fact]
    public void Distinct_of_a_changing_stream_takes_the_last_row_back()
    {
        var plan = new PhysicalGroupAggregate(Changes(Bids), [0], [], InputRetracts: true, EmitsUpdateBefore: false);
        Assert.Equal(["+I 1", "-D 1", "+I 2"], Lines(plan, "1 1 'a'", "1 2 'a'", "-D 1 1 'a'", "-D 1 2 'a'", "2 1 'a'"));
    }

    [Fact]
    public void Groups_all_rows_without_keys()
    {
        var plan = new PhysicalGroupAggregate(
            Bids, [], [Aggregate(Bids, Count, "rows")], InputRetracts: false, EmitsUpdateBefore: true);
        Assert.Equal(["+I 1", "-U 1", "+U 2"], Lines(plan, "1 1 'a'", "1 2 'a'"));
    }

    [Fact]
    public void A_calc_above_sees_each_change()
    {
        PhysicalGroupAggregate group = Group(Bids, "name", retracts: false, before: true);
        PhysicalCalc plan = Calc(
            group,
            new CompareExpr(CompareOperator.Greater, Column(group, "rows"), Literal(1L)),
            (Column(group, "total"), "total"));
        Assert.Equal(["+U 7", "-U 7", "+U 8"], Lines(plan, "1 5 'a'", "1 2 'a'", "1 1 'a'"));
    }

    [Fact]
    public void Distinct_calls_count_a_value_once_and_give_it_back_with_the_last_row()
    {
        PhysicalNode input = Changes(Bids);
        AggregateFunction counted = Function("COUNT", 1);
        AggregateCall[] calls =
        [
            Aggregate(input, counted, "names", "name") with { Distinct = true },
            Aggregate(input, Sum, "prices", "price") with { Distinct = true },
        ];
        var plan = new PhysicalGroupAggregate(input, [0], calls.ToEquatable(), InputRetracts: true, EmitsUpdateBefore: false);
        Assert.Equal(
            ["+I 1 1 5", "+U 1 2 5", "+U 1 1 5", "-D 1 1 5"],
            Lines(plan, "1 5 'a'", "1 5 'b'", "1 5 'a'", "-D 1 5 'b'", "-D 1 5 'a'", "-D 1 5 'a'"));
    }

    [Fact]
    public void Filters_belong_to_one_call()
    {
        PhysicalSource rows = Source(("key", DataTypes.Int), ("flag", DataTypes.Boolean), ("value", DataTypes.BigInt));
        AggregateCall[] calls =
        [
            Aggregate(rows, Count, "all"),
            Aggregate(rows, Count, "some") with { Filter = 1 },
            Aggregate(rows, Sum, "total", "value") with { Filter = 1 },
        ];
        var plan = new PhysicalGroupAggregate(rows, [0], calls.ToEquatable(), InputRetracts: false, EmitsUpdateBefore: false);
        Assert.Equal(
            ["+I 1 1 0 NULL", "+U 1 2 1 7", "+U 1 3 1 7"],
            Lines(plan, "1 FALSE 5", "1 TRUE 7", "1 NULL 9"));
    }

    private static AggregateFunction Function(string name, int parameters, string? type = null) =>
        FunctionRegistry.BuiltIn.Aggregates(name).First(function =>
            function.Signature.Parameters.Count == parameters && (type is null || function.Signature.Parameters[0] == type));

    private static PhysicalSource Changes(PhysicalSource source) =>
        source with { Traits = source.Traits with { Mode = ChangelogMode.All } };

    private static PhysicalGroupAggregate Group(PhysicalNode input, string key, bool retracts, bool before) => new(
        input,
        [Column(input, key).Column],
        [Aggregate(input, Count, "rows"), Aggregate(input, Sum, "total", "price")],
        retracts,
        before);

    private static List<string> Lines(PhysicalNode plan, params string[] input)
    {
        PhysicalNode source = plan;
        while (source.Inputs.Count != 0)
        {
            source = source.Inputs[0];
        }

        using OperatorDriver driver = Run(plan);
        driver.Process(Pictures.Batch(source.Schema.ToSchema(), driver.Memory, input));
        return driver.Lines;
    }
}
