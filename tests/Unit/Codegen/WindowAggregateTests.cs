using FlinkSql.Columnar;
using FlinkSql.Planner.Catalog;
using FlinkSql.Planner.Logical;
using FlinkSql.Planner.Physical;
using FlinkSql.Runtime.Operators;
using Xunit;
using static FlinkSql.Tests.Unit.Codegen.Plans;

namespace FlinkSql.Tests.Unit.Codegen;

public sealed class WindowAggregateTests
{
    private static readonly PhysicalSource Rows = Source(
        ("ts", DataTypes.Timestamp3), ("name", DataTypes.String), ("value", DataTypes.BigInt));

    [Fact]
    public void Windows_start_where_the_formula_says_before_1970_too() => Assert.Equal(
        ["+I 'a' 1 -20 -10", "+I 'a' 1 -10 0", "+I 'a' 1 0 10", "watermark max"],
        Lines(Window(new TumbleWindow(10)), "-11 'a' 1", "-10 'a' 1", "0 'a' 1", Max));

    [Fact]
    public void An_offset_moves_windows_and_not_the_watermark() => Assert.Equal(
        ["+I 'a' 1 -7 3", "watermark 2", "+I 'a' 1 3 13", "watermark 12"],
        Lines(Window(new TumbleWindow(10) { Offset = 3 }), "2 'a' 1", "watermark 1", "3 'a' 1", "watermark 2", Cut, "watermark 12"));

    [Fact]
    public void A_window_fires_at_its_last_instant_and_a_later_row_is_late()
    {
        using OperatorDriver driver = Run(Window(new TumbleWindow(10)));
        Send(driver, "0 'a' 1", "watermark 8", "9 'a' 2", "watermark 9", "9 'a' 4", "10 'a' 8", "watermark 9");
        Assert.Equal(["+I 'a' 3 0 10", "watermark 9"], driver.Lines);
        Assert.Equal(1, driver.Metrics.LateRows);
        Assert.Equal(1, driver.Metrics.StateEntries);
    }

    [Fact]
    public void Late_rows_are_handed_on()
    {
        Operator instance = Operators(Window(new TumbleWindow(10))).Single();
        var late = new LateRows();
        using var driver = new OperatorDriver(instance, late: late);
        Send(driver, "0 'a' 1", "watermark 25", "9 'b' 4", "22 'a' 5", "watermark 27", "3 'c' 6");
        Assert.Equal(["'b' missed 0 to 10 at 25 by 16", "'c' missed 0 to 10 at 27 by 18"], late.Rows);
    }

    [Fact]
    public void Hops_share_slices() => Assert.Equal(
        [
            "+I 'a' 1 -6 2", "watermark 1", "+I 'a' 3 -4 4", "+I 'b' 4 -4 4", "+I 'a' 3 -2 6", "+I 'b' 4 -2 6", "+I 'a' 11 0 8",
            "+I 'b' 4 0 8", "watermark 7", "+I 'a' 10 2 10", "+I 'b' 4 2 10", "+I 'a' 8 4 12", "+I 'a' 8 6 14", "watermark max",
        ],
        Lines(Window(new HopWindow(2, 8)), "0 'a' 1", "watermark 1", "2 'a' 2", "3 'b' 4", "6 'a' 8", "watermark 7", Cut, Max));

    [Fact]
    public void A_row_is_late_only_for_the_windows_that_have_fired() => Assert.Equal(
        ["+I 'a' 1 -2 2", "watermark 1", "+I 'a' 3 0 4", "watermark 3"],
        Lines(Window(new HopWindow(2, 4)), "0 'a' 1", "watermark 1", "1 'a' 2", "watermark 3"));

    [Fact]
    public void Rows_between_hops_that_do_not_touch_are_in_no_window()
    {
        using OperatorDriver driver = Run(Window(new HopWindow(10, 4)));
        Send(driver, "3 'a' 1", "4 'a' 2", "9 'a' 4", "10 'a' 8", Max);
        Assert.Equal(["+I 'a' 1 0 4", "+I 'a' 8 10 14", "watermark max"], driver.Lines);
        Assert.Equal(0, driver.Metrics.LateRows);
    }

    [Fact]
    public void Cumulated_windows_grow_by_steps_and_fire_without_new_rows() => Assert.Equal(
        ["+I 'a' 1 0 2", "+I 'a' 1 0 4", "watermark 3", "+I 'a' 3 0 6", "+I 'a' 4 6 8", "+I 'a' 4 6 10", "+I 'a' 4 6 12", "watermark max"],
        Lines(Window(new CumulateWindow(2, 6)), "0 'a' 1", "watermark 3", "4 'a' 2", "6 'a' 4", Max));

    [Fact]
    public void A_watermark_beyond_many_windows_fires_each_once_in_order() => Assert.Equal(
        ["+I 'a' 4 0 10", "+I 'b' 1 0 10", "+I 'a' 2 990 1000", "watermark 100000", "watermark max"],
        Lines(Window(new TumbleWindow(10)), "995 'a' 2", "5 'a' 4", "6 'b' 1", "watermark 100000", "1 'a' 1", Cut, Max));

    [Fact]
    public void Rows_without_a_time_are_left_out_and_counted()
    {
        using OperatorDriver driver = Run(Window(new TumbleWindow(10)));
        Send(driver, "NULL 'a' 1", "5 'a' 2", Max);
        Assert.Equal(["+I 'a' 2 0 10", "watermark max"], driver.Lines);
        Assert.Equal(1, driver.Metrics.BadRecords);
    }

    [Fact]
    public void Groups_whose_rows_were_all_taken_back_are_not_emitted()
    {
        PhysicalSource changes = Rows with { Traits = Rows.Traits with { Mode = ChangelogMode.All } };
        PhysicalWindowAggregate window = Window(new TumbleWindow(10), changes, retracts: true);
        Assert.Equal(
            ["+I 'b' 3 0 10", "watermark max"],
            Lines(window, "1 'a' 1", "1 'b' 1", "-U 1 'b' 1", "+U 1 'b' 3", "-D 1 'a' 1", Max));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(1000)]
    public void The_size_of_batches_means_nothing(int batchSize)
    {
        var random = new Random(7);
        var lines = new List<string>();
        for (int row = 0; row < 500; row++)
        {
            lines.Add($"{row + random.Next(-20, 20)} 'k{random.Next(5)}' {row}");
            if (row % 3 == 0)
            {
                lines.Add($"watermark {row - 15}");
            }
        }

        List<string> whole = Lines(Window(new HopWindow(5, 20)), [.. lines, Max]);
        using OperatorDriver driver = Run(Window(new HopWindow(5, 20)));
        foreach (string[] batch in lines.Append(Max).Chunk(batchSize))
        {
            Send(driver, batch);
        }

        Assert.Equal(Rowwise(whole), Rowwise(driver.Lines));
    }

    [Fact]
    public void Memory_is_given_back()
    {
        using OperatorDriver driver = Run(Window(new TumbleWindow(10)));
        for (int window = 0; window < 200; window++)
        {
            Send(driver, [.. Enumerable.Range(0, 50).Select(row => $"{window * 10} 'name_{window}_{row}' 1"), $"watermark {(window * 10) + 9}"]);
        }

        Assert.Equal(0, driver.Metrics.StateEntries);
        Assert.InRange(driver.Memory.Rented, 0, 400_000);
        driver.Dispose();
        Assert.Equal(0, driver.Memory.Rented);
    }

    [Fact]
    public void Processing_time_windows_fire_by_the_clock()
    {
        using OperatorDriver driver = Run(ClockWindow);
        driver.Advance(12);
        Send(driver, ClockRows, "0 'a' 1", "0 'b' 2");
        driver.Advance(19);
        Send(driver, ClockRows, "0 'a' 4");
        Assert.Empty(driver.Lines);
        driver.Advance(20);
        Assert.Equal(["+I 'a' 5 10 20", "+I 'b' 2 10 20"], driver.Lines);
        Send(driver, ClockRows, "0 'a' 8");
        driver.End();
        Assert.Equal("+I 'a' 8 20 30", driver.Lines[^1]);
    }

    [Fact]
    public void Restored_processing_time_windows_fire_by_the_clock_though_a_subtask_had_seen_no_row()
    {
        var memory = new BufferPool("snapshots", long.MaxValue);
        using OperatorDriver busy = Run(ClockWindow);
        using OperatorDriver idle = Run(ClockWindow);
        busy.Advance(12);
        Send(busy, ClockRows, "0 'a' 1");
        using OperatorDriver both = Run(ClockWindow);
        both.Advance(15);
        both.Restore([busy.Snapshot(memory), idle.Snapshot(memory)]);
        Assert.Empty(both.Lines);
        both.Advance(20);
        Assert.Equal(["+I 'a' 1 10 20"], both.Lines);
    }

    private static readonly PhysicalSource ClockRows =
        Source(("p", DataTypes.TimestampLtz3.NotNull()), ("name", DataTypes.String), ("value", DataTypes.BigInt));

    private static readonly PhysicalWindowAggregate ClockWindow = new(
        ClockRows,
        new GroupWindow(new TumbleWindow(10), 0, TimeAttribute.Proctime, true),
        [1],
        [Aggregate(ClockRows, TestAggregates.Find("TEST_SUM"), "total", "value")],
        [new WindowOutput(WindowProperty.Start, "s"), new WindowOutput(WindowProperty.End, "e")],
        false);

    // Ends a batch: of two watermarks without a row between them, a batch carries the later one only.
    private const string Cut = "cut";

    private const string Max = "watermark 9223372036854775807";

    private static PhysicalWindowAggregate Window(WindowSpec spec, PhysicalNode? input = null, bool retracts = false) => new(
        input ?? Rows,
        new GroupWindow(spec, 0, TimeAttribute.Rowtime, LocalTimeZone: false),
        [1],
        [Aggregate(input ?? Rows, TestAggregates.Find("TEST_SUM", retracts), "total", "value")],
        [new WindowOutput(WindowProperty.Start, "s"), new WindowOutput(WindowProperty.End, "e")],
        retracts);

    private static List<string> Lines(PhysicalNode plan, params string[] input)
    {
        using OperatorDriver driver = Run(plan);
        int from = 0;
        for (int cut = Array.IndexOf(input, Cut); cut >= 0; cut = Array.IndexOf(input, Cut, from))
        {
            Send(driver, input[from..cut]);
            from = cut + 1;
        }

        Send(driver, input[from..]);
        return driver.Lines;
    }

    // Rows with the last watermark before them; how watermarks are joined together depends on batches.
    private static IEnumerable<string> Rowwise(IEnumerable<string> lines) =>
        lines.Where(line => !line.StartsWith("watermark", StringComparison.Ordinal));

    private static void Send(OperatorDriver driver, params string[] lines) => Send(driver, Rows, lines);

    private static void Send(OperatorDriver driver, PhysicalNode source, params string[] lines) =>
        driver.Process(Pictures.Batch(source.Schema.ToSchema(), driver.Memory, lines));

    private sealed class LateRows : ILateRows
    {
        public List<string> Rows { get; } = [];

        public void Add(RecordBatch batch, int row, in Lateness late) => Rows.Add(
            $"{Pictures.Print(batch.Column(1).GetValue(row))} missed {late.WindowStart} to {late.WindowEnd} at {late.Watermark} by {late.By}");
    }
}
