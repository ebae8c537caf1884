using FlinkSql.Columnar;
using FlinkSql.Planner;
using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Logical;
using FlinkSql.Planner.Optimizer;
using Xunit;
using static FlinkSql.Tests.Unit.Planner.TestPlans;

namespace FlinkSql.Tests.Unit.Planner.Optimizer;

public class RuleDriverTests
{
    private static LogicalNode Run(Rule rule, LogicalNode node, PlannerOptions? options = null, List<RuleFiring>? trace = null) =>
        RuleDriver.Run(node, [new RuleStage("test", [rule])], options ?? new PlannerOptions(), trace ?? []);

    private static LogicalFilter Filtered() => Where(Scan(Flights), input => Greater(Column(input, "delay"), 1));

    [Fact]
    public void Runs_a_rule_until_it_has_nothing_to_do()
    {
        LogicalNode node = Where(Where(Filtered(), i => Greater(Column(i, "delay"), 2)), i => Greater(Column(i, "delay"), 3));
        var trace = new List<RuleFiring>();
        LogicalNode merged = Run(new FlinkSql.Planner.Optimizer.Rules.MergeFilters(), node, trace: trace);
        Assert.IsType<LogicalScan>(Assert.IsType<LogicalFilter>(merged).Input);
        Assert.Equal(["MergeFilters", "MergeFilters"], trace.Select(firing => firing.Rule));
    }

    [Fact]
    public void Leaves_out_a_rule_that_is_switched_off()
    {
        LogicalNode node = Where(Filtered(), i => Greater(Column(i, "delay"), 2));
        var options = new PlannerOptions { DisabledRules = new HashSet<string> { "MergeFilters" } };
        Assert.Same(node, Run(new FlinkSql.Planner.Optimizer.Rules.MergeFilters(), node, options));
    }

    [Fact]
    public void Names_a_rule_that_changes_the_columns()
    {
        InvalidOperationException failure = Assert.Throws<InvalidOperationException>(() => Run(new LosesColumns(), Filtered()));
        Assert.Contains("LosesColumns", failure.Message, StringComparison.Ordinal);
        Assert.Contains("the columns changed", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_a_rule_that_reads_a_column_that_is_not_there()
    {
        InvalidOperationException failure = Assert.Throws<InvalidOperationException>(() => Run(new ReadsNothing(), Filtered()));
        Assert.Contains("ReadsNothing", failure.Message, StringComparison.Ordinal);
        Assert.Contains("no column 9", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Stops_a_rule_that_never_ends()
    {
        InvalidOperationException failure = Assert.Throws<InvalidOperationException>(() => Run(new NeverEnds(), Filtered()));
        Assert.Contains("does not come to an end", failure.Message, StringComparison.Ordinal);
    }

    private sealed class LosesColumns : Rule
    {
        public override LogicalNode? Apply(LogicalNode node) =>
            node is LogicalFilter ? Select(node, ("origin", input => Column(input, "origin"))) : null;
    }

    private sealed class ReadsNothing : Rule
    {
        public override LogicalNode? Apply(LogicalNode node) => node is LogicalFilter { Predicate: not IsNullExpr } filter
            ? filter with { Predicate = new IsNullExpr(new ColumnExpr(9, "gone", DataTypes.Int), false) }
            : null;
    }

    private sealed class NeverEnds : Rule
    {
        public override LogicalNode? Apply(LogicalNode node) =>
            node is LogicalFilter filter ? filter with { Predicate = new NotExpr(new NotExpr(Conjunction.True)) } : null;
    }
}
