using FlinkSql.Columnar;
using FlinkSql.Functions;
using FlinkSql.Planner.Catalog;
using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Logical;

namespace FlinkSql.Tests.Unit.Planner;

/// <summary>Hand-built logical plans, for tests that need no parser and no binder.</summary>
internal static class TestPlans
{
    public static readonly AggregateFunction Count = Aggregate("count(any...) -> bigint", neverNull: true);
    public static readonly AggregateFunction Sum = Aggregate("sum(bigint) -> bigint", neverNull: false);

    /// <summary>flights(origin STRING, delay BIGINT, ts TIMESTAMP(3)).</summary>
    public static TableDescriptor Flights { get; } = Table(
        "flights", [("origin", DataTypes.String), ("delay", DataTypes.BigInt), ("ts", DataTypes.Timestamp3)]);

    public static TableDescriptor Table(
        string name,
        IEnumerable<(string Name, DataType Type)> columns,
        string[]? key = null,
        SourceSinkTraits? traits = null) => new()
        {
            Path = new TablePath("default_catalog", "default_database", name),
            Columns = columns.Select(column => new ColumnDescriptor(column.Name, column.Type)).ToEquatable(),
            PrimaryKey = (key ?? []).ToEquatable(),
            Traits = traits ?? new SourceSinkTraits { CanRead = true, CanWrite = true, WritesChanges = true },
        };

    public static LogicalScan Scan(TableDescriptor table) =>
        new(table, Enumerable.Range(0, table.PhysicalColumns.Count).ToEquatable());

    /// <summary>flights with WATERMARK FOR ts AS ts.</summary>
    public static LogicalNode FlightsInTime()
    {
        LogicalScan scan = Scan(Flights);
        return new LogicalWatermark(scan, 2, Column(scan, "ts"));
    }

    public static ColumnExpr Column(LogicalNode node, string name)
    {
        PlanSchema schema = node.Schema;
        return ExprColumns.Reference(
            schema, Enumerable.Range(0, schema.Count).Last(column => schema[column].Name == name));
    }

    public static int Index(LogicalNode node, string name) => Column(node, name).Column;

    public static LiteralExpr Literal(long value) => new(value, DataTypes.BigInt.NotNull());

    public static LogicalFilter Where(LogicalNode input, Func<LogicalNode, Expr> predicate) =>
        new(input, predicate(input));

    public static LogicalProject Select(LogicalNode input, params (string Name, Func<LogicalNode, Expr> Value)[] columns) =>
        new(input, columns.Select(column => new ProjectedColumn(column.Value(input), column.Name)).ToEquatable());

    public static CompareExpr Greater(Expr left, long right) => new(CompareOperator.Greater, left, Literal(right));

    public static LogicalAggregate GroupBy(LogicalNode input, string[] keys, params AggregateCall[] calls) =>
        new(input, keys.Select(key => Index(input, key)).ToEquatable(), calls.ToEquatable(), []);

    public static AggregateCall CountAll(string name = "cnt") =>
        new(Count, [], false, null, name, DataTypes.BigInt.NotNull());

    public static AggregateCall SumOf(LogicalNode input, string column, string name) =>
        new(Sum, [Index(input, column)], false, null, name, DataTypes.BigInt);

    public static LogicalSink Into(LogicalNode input, TableDescriptor? table = null) => new(input, table, false);

    private static AggregateFunction Aggregate(string signature, bool neverNull) => new(
        FunctionSignature.Parse(signature),
        new AggregateFunctionAttribute(signature) { NeverNull = neverNull },
        typeof(RetractableState));

    /// <summary>Says that the test aggregates can take rows back.</summary>
    private struct RetractableState
    {
        public long Rows;

        public void Retract(long value) => Rows -= value;
    }
}
