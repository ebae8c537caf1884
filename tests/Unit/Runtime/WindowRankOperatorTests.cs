using FlinkSql.Columnar;
using FlinkSql.Runtime.Operators;
using FlinkSql.Runtime.State;
using FlinkSql.Tests.Unit.Codegen;
using Xunit;

namespace FlinkSql.Tests.Unit.Runtime;

/// <summary>When the windows of a Top-N close, and what is left of them.</summary>
public class WindowRankOperatorTests
{
    private static readonly Schema Columns = new(
    [
        new Field("k", DataTypes.BigInt),
        new Field("v", DataTypes.BigInt),
        new Field("window_start", new TimestampType(3, Nullable: false)),
        new Field("window_end", new TimestampType(3, Nullable: false)),
    ]);

    [Fact]
    public void Windows_over_processing_time_close_by_the_clock_alone()
    {
        using var driver = new OperatorDriver(Operator(WindowTime.Processing));
        driver.Advance(500);
        driver.Process(Batch("+I 1 10 0 1000", "+I 1 20 0 1000", "+I 2 5 1000 2000"));
        driver.Watermark(50_000);
        driver.Advance(999);
        Assert.DoesNotContain(driver.Lines, line => line.StartsWith("+I", StringComparison.Ordinal));
        driver.Advance(1000);
        Assert.Equal(["+I 1 20"], Rows(driver));
        driver.Process(Batch("+I 1 99 0 1000"));
        Assert.Equal(1, driver.Metrics.LateRows);
        driver.End();
        Assert.Equal(["+I 1 20", "+I 2 5"], Rows(driver));
    }

    [Fact]
    public void A_watermark_inside_a_batch_parts_rows_in_time_from_late_ones()
    {
        using var driver = new OperatorDriver(Operator(WindowTime.Event));
        RecordBatch batch = Batch("+I 1 10 0 1000", "+I 1 20 0 1000", "+I 1 15 1000 2000");
        driver.Process(batch.WithMarks([new WatermarkMark(1, 999)]));
        Assert.Equal(["+I 1 10"], Rows(driver));
        Assert.Equal(1, driver.Metrics.LateRows);
        Assert.Equal(1, driver.Metrics.StateEntries);
    }

    [Fact]
    public void Closed_windows_leave_no_memory_behind()
    {
        var driver = new OperatorDriver(Operator(WindowTime.Event));
        for (int window = 0; window < 300; window++)
        {
            string bounds = $"{window * 1000} {(window + 1) * 1000}";
            driver.Process(Batch([.. Enumerable.Range(0, 50).Select(row => $"+I {row % 7} {row} {bounds}")]));
            driver.Watermark(((window - 1) * 1000) + 999);
        }

        Assert.Equal(7, driver.Metrics.StateEntries);
        driver.Watermark(long.MaxValue);
        Assert.Equal(300 * 7, Rows(driver).Count);
        Assert.Equal(0, driver.Metrics.StateEntries);
        Assert.Equal(0, driver.Memory.Rented);
        driver.Dispose();
    }

    private static WindowRankOperator Operator(WindowTime time) => new(
        Columns, new RankSpec([0], [new RowSortKey(1, Descending: true, NullsFirst: false)], 1, 1), Columns, 2, 3, time);

    private static List<string> Rows(OperatorDriver driver) =>
    [
        .. driver.Lines.Where(line => line.StartsWith("+I", StringComparison.Ordinal))
            .Select(line => string.Join(' ', line.Split(' ').Take(3))),
    ];

    private static RecordBatch Batch(params string[] rows)
    {
        var builder = new BatchBuilder(Columns, BufferPool.Shared);
        foreach (string[] cells in rows.Select(row => row.Split(' ')))
        {
            for (int column = 0; column < 4; column++)
            {
                builder.Fixed<long>(column).Append(long.Parse(cells[column + 1]));
            }

            builder.EndRow(RowKind.Insert);
        }

        return builder.Build();
    }
}
