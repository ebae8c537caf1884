using System.Buffers;
using System.Runtime.CompilerServices;
using FlinkSql.Columnar;
using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Logical;
using FlinkSql.Planner.Physical;
using FlinkSql.Runtime.Operators;

namespace FlinkSql.Bench.Engine;

/// <summary>
/// <c>SELECT ts, auction, price * 2 FROM bids WHERE price > 100</c> on batches in memory, against a loop written by
/// hand over the same batches into arrays that are used again.
/// </summary>
internal static class FilterProjectBenchmark
{
    private const int Rows = 10_000_000;
    private const int BatchRows = 4096;

    public static void Run()
    {
        foreach (int threshold in new[] { 100, 500, 900 })
        {
            Run(threshold);
        }
    }

    private static void Run(int threshold)
    {
        var context = new BenchContext();
        List<RecordBatch> batches = BenchOperators.Batches(Rows, BatchRows, 1000, context.Memory, rowsPerSecond: 100_000);
        PhysicalSource bids = BenchOperators.Bids;
        DataType bigint = DataTypes.BigInt.NotNull();
        var calc = new PhysicalCalc(
            bids,
            new CompareExpr(CompareOperator.Greater, BenchOperators.Column(bids, 2), new LiteralExpr((long)threshold, bigint)),
            [
                new ProjectedColumn(BenchOperators.Column(bids, 0), "ts"),
                new ProjectedColumn(BenchOperators.Column(bids, 1), "auction"),
                new ProjectedColumn(new ArithmeticExpr(
                    ArithmeticOperator.Multiply, BenchOperators.Column(bids, 2), new LiteralExpr(2L, bigint), bigint), "doubled"),
            ]);
        Operator generated = BenchOperators.Compile(calc)();
        var output = new DiscardOutput();
        generated.Open(context, output);
        long handRows = 0;
        BenchOperators.Compare(
            $"filter + project, price > {threshold} of 1000",
            Rows,
            7,
            () =>
            {
                foreach (RecordBatch batch in batches)
                {
                    generated.Process(0, batch.Retain());
                }
            },
            () =>
            {
                foreach (RecordBatch batch in batches)
                {
                    handRows += ByHand(batch, threshold);
                }
            });
        if (output.Rows != handRows)
        {
            throw new InvalidOperationException($"generated code gave {output.Rows} rows, the loop {handRows}");
        }
    }

    // Optimized from its first call on, as generated code is.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int ByHand(RecordBatch batch, long threshold)
    {
        ReadOnlySpan<long> ts = batch.Values<long>(0), auction = batch.Values<long>(1), price = batch.Values<long>(2);
        long[] outTs = ArrayPool<long>.Shared.Rent(batch.RowCount);
        long[] outAuction = ArrayPool<long>.Shared.Rent(batch.RowCount);
        long[] outDoubled = ArrayPool<long>.Shared.Rent(batch.RowCount);
        int count = 0;
        for (int row = 0; row < price.Length; row++)
        {
            if (price[row] > threshold)
            {
                outTs[count] = ts[row];
                outAuction[count] = auction[row];
                outDoubled[count] = price[row] * 2;
                count++;
            }
        }

        ArrayPool<long>.Shared.Return(outTs);
        ArrayPool<long>.Shared.Return(outAuction);
        ArrayPool<long>.Shared.Return(outDoubled);
        return count;
    }
}
