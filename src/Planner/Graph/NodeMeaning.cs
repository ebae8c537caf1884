using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using FlinkSql.Columnar;
using FlinkSql.Planner.Explain;
using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Logical;
using FlinkSql.Planner.Physical;

namespace FlinkSql.Planner.Graph;

/// <summary>
/// Says what operators compute, so that state is found again after the query around them has changed: from which rows
/// (tables and what filters them) and from which values (each column followed to the tables it comes from). Names of
/// columns, columns that an operator carries along, parallelism and exchanges do not count; what its state is made from
/// does.
/// </summary>
internal sealed class NodeMeaning
{
    private readonly Dictionary<PhysicalNode, string> _rows = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<PhysicalNode, string?[]> _columns = new(ReferenceEqualityComparer.Instance);

    /// <summary>The stable name of an operator.</summary>
    public string Uid(PhysicalNode node) => Hash(node switch
    {
        // Where rows come from and go to is the whole of it: a position is good for any columns, and what has been
        // written is to be committed whichever query wrote it.
        PhysicalSource source => $"source {source.Table.Path}",
        PhysicalSink sink => $"sink {sink.Table?.Path}",
        PhysicalCalc calc => $"calc {Rows(calc)} {string.Join(' ', calc.Columns.Select(column => Value(column.Value, calc.Input)))}",
        PhysicalExchange or PhysicalDropUpdateBefore => $"{PhysicalText.Name(node)} {Rows(node.Inputs[0])}",
        _ => Rows(node),
    });

    /// <summary>Which rows a node gives.</summary>
    private string Rows(PhysicalNode node)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (!_rows.TryGetValue(node, out string? known))
        {
            _rows[node] = known = RowsOf(node);
        }

        return known;
    }

    private string RowsOf(PhysicalNode node) => node switch
    {
        PhysicalSource source => $"{source.Table.Path}",
        PhysicalCalc { Filter: null } calc => Rows(calc.Input),
        PhysicalCalc calc => Hash($"filter {Rows(calc.Input)} {Value(calc.Filter!, calc.Input)}"),
        PhysicalExchange exchange => Rows(exchange.Input),
        PhysicalDropUpdateBefore drop => Rows(drop.Input),
        PhysicalUnion union => Hash($"union {string.Join(' ', union.Branches.Select(Rows))}"),
        PhysicalWatermark watermark => Hash(
            $"watermark {Rows(watermark.Input)} {Column(watermark.Input, watermark.TimeColumn)} {Value(watermark.Watermark, watermark.Input)}"),
        PhysicalWindow window => Hash($"window {Rows(window.Input)} {window.Spec} {Column(window.Input, window.TimeColumn)} "
            + Columns(window.Input, window.PartitionColumns)),
        PhysicalExpand expand => Hash($"expand {Rows(expand.Input)} {Columns(expand.Input, expand.Keys)} "
            + string.Join(';', expand.Sets.Select(set => string.Join(',', set)))),
        PhysicalGroupAggregate aggregate => Hash($"group {Rows(aggregate.Input)} {Columns(aggregate.Input, aggregate.Keys)} "
            + Calls(aggregate.Aggregates, aggregate.Input, aggregate.InputRetracts)),
        PhysicalWindowAggregate aggregate => Hash($"group {Rows(aggregate.Input)} {Window(aggregate.Window, aggregate.Input)} "
            + $"{NodeParts.Emission(aggregate.Emission)} {Columns(aggregate.Input, aggregate.Keys)} "
            + Calls(aggregate.Aggregates, aggregate.Input, aggregate.InputRetracts)),

        // Whatever keeps whole rows depends on all their columns.
        _ => Hash($"{PhysicalText.Describe(node)} -> {node.Schema} < "
            + string.Join(" | ", node.Inputs.Select(input => $"{Rows(input)} {Columns(input, Enumerable.Range(0, input.Schema.Count))}"))),
    };

    /// <summary>Which values a column of a node has.</summary>
    private string Column(PhysicalNode node, int column)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (!_columns.TryGetValue(node, out string?[]? known))
        {
            _columns[node] = known = new string?[node.Schema.Count];
        }

        return known[column] ??= ColumnOf(node, column);
    }

    private string ColumnOf(PhysicalNode node, int column) => node switch
    {
        PhysicalSource source => Hash($"{source.Table.Path} {source.Schema[column].Name} {source.Schema[column].Type}"),
        PhysicalCalc calc => Value(calc.Columns[column].Value, calc.Input),
        PhysicalExchange or PhysicalWatermark or PhysicalDropUpdateBefore or PhysicalLimit => Column(node.Inputs[0], column),
        PhysicalUnion union => Hash($"union {string.Join(' ', union.Branches.Select(branch => Column(branch, column)))}"),
        PhysicalWindow window when column < window.Input.Schema.Count => Column(window.Input, column),
        _ => Hash($"{Rows(node)} {column} {Origin(node, column)}"),
    };

    /// <summary>Behind an aggregate the window columns are told apart by what they are, not by their place.</summary>
    private static string Origin(PhysicalNode node, int column) =>
        node is PhysicalWindowAggregate aggregate && column - aggregate.Keys.Count - aggregate.Aggregates.Count is >= 0 and int output
            ? $"{aggregate.Outputs[output].Property}"
            : "";

    private string Columns(PhysicalNode node, IEnumerable<int> columns) =>
        $"[{string.Join(' ', columns.Select(column => Column(node, column)))}]";

    private string Value(Expr expr, PhysicalNode input)
    {
        if (expr is ColumnExpr column)
        {
            return Column(input, column.Column);
        }

        Expr traced = ExprRewriter.Rewrite(expr, part => part is ColumnExpr read ? read with { Name = Column(input, read.Column) } : part);
        return Hash($"{ExprPrinter.Print(traced)} {expr.Type}");
    }

    private string Calls(EquatableArray<AggregateCall> calls, PhysicalNode input, bool retracts) =>
        $"{(retracts ? "retract " : "")}" + string.Join(' ', calls.Select(call =>
            $"{call.Function.Name}({(call.Distinct ? "DISTINCT " : "")}{Columns(input, call.Arguments)}"
            + $"{(call.Filter is int filter ? $" {Column(input, filter)}" : "")}) {call.Type}"));

    private string Window(GroupWindow window, PhysicalNode input) => window.TimeColumn >= 0
        ? $"{window.Spec} {Column(input, window.TimeColumn)}"
        : $"{window.Spec} {Columns(input, [window.StartColumn, window.EndColumn])}";

    private static string Hash(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));
}
