using FlinkSql.Codegen;
using FlinkSql.Columnar;
using FlinkSql.Functions;
using FlinkSql.Planner.Catalog;
using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Graph;
using FlinkSql.Planner.Logical;
using FlinkSql.Planner.Physical;
using FlinkSql.Runtime.Exchange;
using FlinkSql.Runtime.Operators;
using FlinkSql.Runtime.State;

namespace FlinkSql.Bench.Engine;

/// <summary>Compiles one plan and runs its operator on batches in memory.</summary>
internal static class BenchOperators
{
    /// <summary>A table of three BIGINT-wide columns: event time in ms, key, price.</summary>
    public static PhysicalSource Bids { get; } = new(
        new TableDescriptor
        {
            Path = new TablePath("default", "default", "bids"),
            Columns =
            [
                new ColumnDescriptor("ts", DataTypes.Timestamp3.NotNull()),
                new ColumnDescriptor("auction", DataTypes.BigInt.NotNull()),
                new ColumnDescriptor("price", DataTypes.BigInt.NotNull()),
            ],
            Traits = new SourceSinkTraits { CanRead = true },
        },
        [0, 1, 2]);

    public static ColumnExpr Column(PhysicalNode input, int column) =>
        new(column, input.Schema[column].Name, input.Schema[column].Type);

    /// <summary>A call of an aggregate over BIGINT columns of <see cref="Bids"/>.</summary>
    public static AggregateCall Call(string function, string name, params int[] arguments)
    {
        AggregateFunction found = FunctionRegistry.BuiltIn.Aggregates(function).First(candidate =>
            candidate.Signature.Parameters.Count == arguments.Length
            && (arguments.Length == 0 || candidate.Signature.Parameters[0] == "bigint"));
        return new AggregateCall(
            found, arguments.ToEquatable(), false, null, name, found.ResultType([.. arguments.Select(_ => DataTypes.BigInt.NotNull())]));
    }

    /// <summary>Makes operators generated for a node over <see cref="Bids"/>.</summary>
    public static Func<Operator> Compile(PhysicalNode node)
    {
        EquatableArray<ChainedNode> chain =
        [
            new ChainedNode(new StreamNode(0, Bids, 1, "source"), -1),
            new ChainedNode(new StreamNode(1, node, 1, "node"), 0),
        ];
        var graph = new JobGraph("bench", [new JobVertex(0, "bench", 1, chain)], []);
        return JobCompiler.Compile(graph, new CompileContext
        {
            Compiler = new Codegen.Compilation.RoslynCompiler(),
            Source = _ => () => throw new NotSupportedException(),
            Sink = _ => () => throw new NotSupportedException(),
        }).Vertices[0].Operators[1].Create;
    }

    /// <summary>Batches of rows: time advances, keys and prices are spread by a fixed seed.</summary>
    public static List<RecordBatch> Batches(int rows, int batchSize, int keys, BufferPool pool, int rowsPerSecond, int markEvery = 0)
    {
        var random = new Random(42);
        var batches = new List<RecordBatch>();
        for (int start = 0; start < rows; start += batchSize)
        {
            var builder = new BatchBuilder(Bids.Schema.ToSchema(), pool);
            FixedBuilder<long> ts = builder.Fixed<long>(0), auction = builder.Fixed<long>(1), price = builder.Fixed<long>(2);
            for (int row = start; row < Math.Min(rows, start + batchSize); row++)
            {
                ts.Append(row * 1000L / rowsPerSecond);
                auction.Append(random.Next(keys));
                price.Append(random.Next(1000));
                builder.EndRow();
                if (markEvery != 0 && row % markEvery == 0)
                {
                    builder.AddMark((row * 1000L / rowsPerSecond) - 1);
                }
            }

            batches.Add(builder.Build());
        }

        return batches;
    }

    /// <summary>
    /// Times two ways of doing the same and prints million rows per second and the ratio. The runs take turns, so that
    /// a busy machine slows both; the medians count.
    /// </summary>
    public static void Compare(string name, int rows, int runs, Action generated, Action handWritten)
    {
        var generatedSeconds = new List<double>();
        var handSeconds = new List<double>();
        generated();
        handWritten();
        for (int run = 0; run < runs; run++)
        {
            generatedSeconds.Add(Seconds(generated));
            handSeconds.Add(Seconds(handWritten));
        }

        generatedSeconds.Sort();
        handSeconds.Sort();
        (double made, double written) = (generatedSeconds[runs / 2], handSeconds[runs / 2]);
        Console.WriteLine(
            $"{name,-52} generated {rows / made / 1e6,6:F0} M rows/s   by hand {rows / written / 1e6,6:F0} M rows/s   ratio {written / made:F2}");
    }

    private static double Seconds(Action run)
    {
        long start = System.Diagnostics.Stopwatch.GetTimestamp();
        run();
        return System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}

/// <summary>Takes what an operator sends and gives it back to the pool.</summary>
internal sealed class DiscardOutput : Output
{
    public long Rows { get; private set; }

    public override void Emit(RecordBatch batch)
    {
        Rows += batch.RowCount;
        batch.Dispose();
    }

    public override void EmitWatermark(long time)
    {
    }

    public override void EmitStatus(bool idle)
    {
    }

    public override void EmitBarrier(BarrierElement barrier)
    {
    }

    public override void EmitEnd()
    {
    }
}

/// <summary>A task of one operator.</summary>
internal sealed class BenchContext(long memory = long.MaxValue, StateBackend? backend = null, bool savesChanges = false)
    : OperatorContext
{
    public override string OperatorName => "bench";

    public override int Subtask => 0;

    public override int Parallelism => 1;

    public override int MaxParallelism => 128;

    public override int BatchSize => 4096;

    public override TimeSpan BufferTimeout => TimeSpan.FromMilliseconds(-1);

    public override TimeSpan WatermarkInterval => TimeSpan.Zero;

    public override TimeSpan IdleTimeout => TimeSpan.Zero;

    public override BufferPool Memory { get; } = new("bench", memory);

    public override StateBackend StateBackend => backend ?? StateBackend.Memory;

    public override bool SavesChanges => savesChanges;

    public override TimeProvider Clock => TimeProvider.System;

    public override TimeZoneInfo Zone => TimeZoneInfo.Utc;

    public override OperatorMetrics Metrics { get; } = new("bench", 0);

    public override void SetTimer(long time)
    {
    }

    public override void StopInput()
    {
    }

    public override Action PauseInput() => () => { };
}
