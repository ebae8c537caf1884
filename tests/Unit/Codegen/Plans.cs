using FlinkSql.Codegen;
using FlinkSql.Codegen.Compilation;
using FlinkSql.Columnar;
using FlinkSql.Functions;
using FlinkSql.Parser.Diagnostics;
using FlinkSql.Planner.Catalog;
using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Graph;
using FlinkSql.Planner.Logical;
using FlinkSql.Planner.Physical;
using FlinkSql.Runtime.Job;
using FlinkSql.Runtime.Operators;

namespace FlinkSql.Tests.Unit.Codegen;

/// <summary>Physical plans made by hand, and what codegen makes of them.</summary>
internal static class Plans
{
    /// <summary>Without a folder: tests always compile.</summary>
    public static RoslynCompiler Compiler { get; } = new();

    /// <summary>A table that is read: names and types.</summary>
    public static PhysicalSource Source(params (string Name, DataType Type)[] columns) => Source("bids", columns);

    public static PhysicalSource Source(string table, params (string Name, DataType Type)[] columns) => new(
        new TableDescriptor
        {
            Path = new TablePath("default", "default", table),
            Columns = columns.Select(column => new ColumnDescriptor(column.Name, column.Type)).ToEquatable(),
            Traits = new SourceSinkTraits { CanRead = true },
        },
        Enumerable.Range(0, columns.Length).ToEquatable());

    public static PhysicalCalc Calc(PhysicalNode input, Expr? filter, params (Expr Value, string Name)[] columns) =>
        new(input, filter, columns.Select(column => new ProjectedColumn(column.Value, column.Name)).ToEquatable());

    public static ColumnExpr Column(PhysicalNode input, string name)
    {
        int column = Enumerable.Range(0, input.Schema.Count).First(index => input.Schema[index].Name == name);
        return new ColumnExpr(column, name, input.Schema[column].Type);
    }

    public static LiteralExpr Literal(long value) => new(value, DataTypes.BigInt.NotNull());

    public static LiteralExpr Literal(int value) => new(value, DataTypes.Int.NotNull());

    public static LiteralExpr Literal(string value) => new(value, DataTypes.String.NotNull());

    public static AggregateCall Aggregate(
        PhysicalNode input, AggregateFunction function, string name, params string[] arguments) => new(
        function,
        arguments.Select(argument => Column(input, argument).Column).ToEquatable(),
        Distinct: false,
        Filter: null,
        name,
        function.ResultType([.. arguments.Select(argument => Column(input, argument).Type)]));

    /// <summary>A span in a text, for positions.</summary>
    public static T At<T>(this T expr, string sql, string part)
        where T : Expr => expr with { Span = new SourceSpan(sql.IndexOf(part, StringComparison.Ordinal), part.Length) };

    /// <summary>One vertex whose chain ends in this node; its sources are library operators.</summary>
    public static JobGraph Graph(PhysicalNode last)
    {
        var chain = new List<ChainedNode>();
        for (PhysicalNode? node = last; node is not null; node = node.Inputs.Count == 0 ? null : node.Inputs[0])
        {
            if (node is not PhysicalExchange)
            {
                chain.Insert(0, new ChainedNode(new StreamNode(0, node, 1, ""), 0));
            }
        }

        EquatableArray<ChainedNode> numbered = chain
            .Select((node, position) => new ChainedNode(node.Stream with { Id = position }, position - 1)).ToEquatable();
        return new JobGraph("test", [new JobVertex(0, "test", 1, numbered)], []);
    }

    public static CompileContext Context(string? sql = null, TimeZoneInfo? zone = null) => new()
    {
        Sql = sql,
        Compiler = Compiler,
        Settings = new JobSettings { Zone = zone ?? TimeZoneInfo.Utc },
        Source = _ => () => throw new NotSupportedException(),
        Sink = _ => () => throw new NotSupportedException(),
    };

    public static string Code(PhysicalNode last, string? sql = null, TimeZoneInfo? zone = null) =>
        JobCompiler.Generate(Graph(last), Context(sql, zone)).Single().Text;

    /// <summary>The generated operators of the chain, without the source.</summary>
    public static List<Operator> Operators(PhysicalNode last, string? sql = null, TimeZoneInfo? zone = null) =>
    [
        .. JobCompiler.Compile(Graph(last), Context(sql, zone)).Vertices.Single().Operators
            .Skip(1).Select(compiled => compiled.Create()),
    ];

    /// <summary>The one generated operator of the chain, opened.</summary>
    public static OperatorDriver Run(PhysicalNode last, int batchSize = 1024, string? sql = null, TimeZoneInfo? zone = null) =>
        new(Operators(last, sql, zone).Single(), batchSize, zone);
}
