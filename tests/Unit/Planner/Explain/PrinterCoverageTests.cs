using System.Runtime.CompilerServices;
using FlinkSql.Planner;
using FlinkSql.Planner.Explain;
using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Logical;
using FlinkSql.Planner.Physical;
using Xunit;

namespace FlinkSql.Tests.Unit.Planner.Explain;

/// <summary>C# does not check that a switch over records is complete: these tests do.</summary>
public class PrinterCoverageTests
{
    public static TheoryData<Type> Leaves(Type root) =>
        [.. root.Assembly.GetTypes().Where(type => type.IsSubclassOf(root) && !type.IsAbstract)
            .Where(type => type.Namespace == root.Namespace).OrderBy(type => type.Name, StringComparer.Ordinal)];

    public static TheoryData<Type> LogicalNodes() => Leaves(typeof(LogicalNode));

    public static TheoryData<Type> PhysicalNodes() => Leaves(typeof(PhysicalNode));

    public static TheoryData<Type> Expressions() => Leaves(typeof(Expr));

    [Theory]
    [MemberData(nameof(LogicalNodes))]
    public void Every_logical_node_has_a_printer_and_a_line_in_the_planner(Type type)
    {
        var node = (LogicalNode)RuntimeHelpers.GetUninitializedObject(type);
        AssertKnown(() => LogicalText.Describe(node), "has no printer");
        AssertKnown(() => PhysicalPlanner.PlanNode(node, new PlannerOptions(), []), "has no line");
    }

    [Theory]
    [MemberData(nameof(PhysicalNodes))]
    public void Every_physical_node_has_a_printer_and_traits(Type type)
    {
        var node = (PhysicalNode)RuntimeHelpers.GetUninitializedObject(type);
        AssertKnown(() => PhysicalText.Describe(node), "has no printer");
        foreach (Action trait in TraitDerivation.Each(node))
        {
            AssertKnown(trait, "has no traits");
        }

        AssertKnown(() => StateBounds.Of(node), "has no state bound");
    }

    [Theory]
    [MemberData(nameof(Expressions))]
    public void Every_expression_has_a_printer(Type type) =>
        AssertKnown(() => ExprPrinter.Print((Expr)RuntimeHelpers.GetUninitializedObject(type)), "has no printer");

    // An empty node fails somewhere in its own line; only the line that knows no node must not be reached.
    private static void AssertKnown(Action action, string unknown)
    {
        Exception? failure = Record.Exception(action);
        Assert.False(
            failure is InvalidOperationException && failure.Message.Contains(unknown, StringComparison.Ordinal),
            failure?.Message);
    }
}
