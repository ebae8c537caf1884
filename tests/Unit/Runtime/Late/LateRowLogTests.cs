using FlinkSql.Columnar;
using FlinkSql.Runtime.Late;
using FlinkSql.Runtime.Operators;
using Xunit;

namespace FlinkSql.Tests.Unit.Runtime.Late;

public sealed class LateRowLogTests
{
    private static readonly Schema Columns = new(
        new[] { new Field("id", DataTypes.BigInt), new Field("text", DataTypes.String) }.ToEquatable());

    [Fact]
    public void Rows_come_in_the_order_in_which_they_were_dropped()
    {
        LateRowLog log = Log(capacity: 5000);
        Add(log, 0, 2500);
        Assert.Equal(Numbers(0, 2500), Ids(log, from: 0));
        Assert.Equal((2500, 0), (log.Count, log.Overwritten));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(1000)]
    [InlineData(1500)]
    public void Exactly_the_newest_rows_are_kept(int capacity)
    {
        LateRowLog log = Log(capacity);
        Add(log, 0, 4000);
        Assert.Equal(Numbers(4000 - capacity, capacity), Ids(log, log.Overwritten));
        Assert.Equal(4000 - capacity, log.Overwritten);
    }

    [Fact]
    public void A_reader_that_fell_behind_is_told_how_much_is_gone_and_which_setting_helps()
    {
        LateRowLog log = Log(capacity: 10);
        Add(log, 0, 10);
        Assert.Equal(Numbers(0, 10), Ids(log, 0));
        Add(log, 10, 13);
        var failure = Assert.Throws<RuntimeException>(() => log.Read(10));
        Assert.Equal("FLS6030", failure.Code);
        Assert.Contains("3 are gone", failure.Message, StringComparison.Ordinal);
        Assert.Contains("table.exec.late-rows.capacity", failure.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reader_that_keeps_up_reads_every_row_once()
    {
        LateRowLog log = Log(capacity: 50);
        var seen = new List<long>();
        for (int row = 0; row < 3000; row += 7)
        {
            Add(log, row, 7);
            seen.AddRange(Ids(log, seen.Count));
        }

        Assert.Equal(Numbers(0, seen.Count), seen);
        Assert.Equal(log.Count, seen.Count);
    }

    [Fact]
    public void Memory_is_bounded_and_what_it_costs_is_the_oldest_rows()
    {
        LateRowLog log = Log(capacity: 100_000, memory: 1 << 20);
        string text = new('x', 1000);
        for (int row = 0; row < 10_000; row++)
        {
            Add(log, row, 1, text);
        }

        Assert.InRange(log.Bytes, 1, 4 << 20);
        Assert.InRange(log.Count - log.Overwritten, 100, 4000);
        Assert.Equal(Numbers(log.Overwritten, (int)(log.Count - log.Overwritten)), Ids(log, log.Overwritten));
    }

    [Fact]
    public void The_batches_of_the_rows_are_not_kept()
    {
        var pool = new BufferPool("test", long.MaxValue);
        LateRowLog log = Log(capacity: 10);
        RecordBatch batch = BatchOf(pool, 0, 1000, "text");
        log.Add(batch, 999, new Lateness(0, 10, 12, 3));
        batch.Dispose();
        Assert.Equal(0, pool.Rented);
        Assert.Equal([999L], Ids(log, 0));
    }

    [Fact]
    public void Columns_say_what_made_a_row_late_and_step_aside_for_those_of_the_input()
    {
        Field[] input = [new("window_end", DataTypes.BigInt), new("late_operator", DataTypes.String), new("a", DataTypes.Int), new("a", DataTypes.Int)];
        var log = new LateRowLog(0, 0, "Window", new LateRowShape("Window", new Schema(input.ToEquatable()), Changes: true), 10, 1 << 20);
        Assert.Equal(
            [
                "window_end", "late_operator", "a", "a_again", "late_kind", "late_late_operator", "late_watermark", "late_by_ms",
                "window_start", "late_window_end",
            ],
            log.Schema.Fields.Select(field => field.Name));
    }

    [Fact]
    public void A_row_without_a_window_or_after_the_end_has_no_times()
    {
        LateRowLog log = Log(capacity: 10);
        using RecordBatch batch = BatchOf(BufferPool.Shared, 7, 2, "text");
        log.Add(batch, 0, Lateness.WithoutWindow(20, 25));
        log.Add(batch, 1, new Lateness(0, 10, 1L << 61, 1L << 61));
        using RecordBatch rows = log.Read(0)!;
        Assert.Equal([7L, "text", "Window", 25L, 5L, null, null], Values(rows, 0));
        Assert.Equal([8L, "text", "Window", null, null, 0L, 10L], Values(rows, 1));
    }

    [Fact]
    public void An_operator_that_did_not_say_what_its_late_rows_are_has_them_kept_all_the_same()
    {
        var log = new LateRowLog(0, 0, "Other", shape: null, 10, 1 << 20);
        Assert.Null(log.Shape);
        Add(log, 5, 1);
        using RecordBatch rows = log.Read(0)!;
        Assert.Equal([5L, "text", "+I", "Other", 12L, 3L, 0L, 10L], Values(rows, 0));
    }

    private static LateRowLog Log(int capacity, long memory = 64 << 20) =>
        new(0, 0, "Window", new LateRowShape("Window", Columns, Changes: false), capacity, memory);

    private static void Add(LateRowLog log, int first, int count, string text = "text")
    {
        using RecordBatch batch = BatchOf(BufferPool.Shared, first, count, text);
        for (int row = 0; row < count; row++)
        {
            log.Add(batch, row, new Lateness(0, 10, 12, 3));
        }
    }

    private static RecordBatch BatchOf(BufferPool pool, int first, int count, string text)
    {
        var rows = new BatchBuilder(Columns, pool);
        for (int row = 0; row < count; row++)
        {
            rows.AppendRow(RowKind.Insert, (long)(first + row), text);
        }

        return rows.Build();
    }

    private static List<long> Ids(LateRowLog log, long from)
    {
        var ids = new List<long>();
        while (log.Read(from) is { } rows)
        {
            ids.AddRange(rows.Values<long>(0).ToArray());
            from += rows.RowCount;
            rows.Dispose();
        }

        return ids;
    }

    private static IEnumerable<long> Numbers(long first, int count) => Enumerable.Range(0, count).Select(number => first + number);

    private static object?[] Values(RecordBatch rows, int row) =>
        [.. Enumerable.Range(0, rows.ColumnCount).Select(column => rows.Column(column).GetValue(row))];
}
