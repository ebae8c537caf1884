using System.Runtime.CompilerServices;
using FlinkSql.Engine;
using FlinkSql.Linq;
using FlinkSql.Parser.Ast;
using FlinkSql.Runtime.Connect;
using Xunit;

namespace FlinkSql.Tests.Linq;

/// <summary>Queries run and their rows come back typed.</summary>
public class EnumerationTests
{
    [Fact]
    public async Task A_source_gives_its_own_rows_back()
    {
        await using var run = new LinqRun();
        Assert.Equal(LinqRun.Trades, await run.ToList(run.From(LinqRun.Trades)));
    }

    [Fact]
    public async Task Filters_and_projects()
    {
        await using var run = new LinqRun();
        var rows = from t in run.From(LinqRun.Trades)
                   where t.Side == Side.Buy && t.Price > 10
                   let value = t.Price * t.Qty
                   select new { t.Symbol, Value = value, t.At.Minute };
        Assert.Equal(
            [new { Symbol = "A", Value = 10.5m, Minute = 0 }, new { Symbol = "A", Value = 33.75m, Minute = 0 }, new { Symbol = "A", Value = 72m, Minute = 3 }],
            await run.ToList(rows));
    }

    [Fact]
    public async Task Windows_give_bars()
    {
        await using var run = new LinqRun();
        var bars = from t in run.From(LinqRun.Trades).Tumble(1.Minutes)
                   group t by t.Symbol into g
                   select new Bar(g.Key, g.Window.Start, g.Count(), g.Max(t => t.Price), g.Sum(t => t.Qty));
        Assert.Equal(
            [
                new Bar("A", LinqRun.Noon, 2, 11.25m, 4),
                new Bar("B", LinqRun.Noon, 2, 21m, 7),
                new Bar("A", LinqRun.Noon.AddMinutes(1), 1, 9m, 4),
                new Bar("A", LinqRun.Noon.AddMinutes(3), 1, 12m, 6),
            ],
            (await run.ToList(bars)).OrderBy(bar => bar.Start).ThenBy(bar => bar.Symbol));
    }

    [Fact]
    public async Task Both_syntaxes_give_the_same_query()
    {
        await using var run = new LinqRun();
        EventStream<Trade> trades = run.From(LinqRun.Trades);
        var written = from t in trades.Hop(2.Minutes, slide: 1.Minutes)
                      where t.Qty > 0
                      group t by t.Symbol into g
                      where g.Count() > 1
                      select new { g.Key, g.Window, Low = g.Min(t => t.Price) };
        var called = trades.Hop(2.Minutes, slide: 1.Minutes)
            .Where(t => t.Qty > 0)
            .GroupBy(t => t.Symbol)
            .Where(g => g.Count() > 1)
            .Select(g => new { g.Key, g.Window, Low = g.Min(t => t.Price) });
        Assert.Equal(written.ToSqlString(), called.ToSqlString());
        Assert.Equal(await run.ToList(written), await run.ToList(called));
    }

    [Fact]
    public async Task Objects_are_made_by_constructor_and_initializer()
    {
        await using var run = new LinqRun();
        var rows = run.From(LinqRun.Trades[0])
            .Select(t => new Holder(t.Symbol) { Length = t.Symbol.Length, Inner = new { t.Qty, t.At }, Missing = t.Venue });
        Holder holder = Assert.Single(await run.ToList(rows));
        Assert.Equal(("A", 1, null), (holder.Name, holder.Length, holder.Missing));
        Assert.Equal(new { Qty = 1, LinqRun.Trades[0].At }, holder.Inner);
    }

    [Fact]
    public async Task Single_values_are_rows_too()
    {
        await using var run = new LinqRun();
        var rows = run.Engine.From(Enumerable.Range(1, 5)).Where(n => n % 2 == 1).Select(n => n * 10L);
        Assert.Equal("SELECT CAST(`Value` AS BIGINT) * 10 AS `Value` FROM Int32 WHERE `Value` % 2 = 1", rows.ToSqlString());
        Assert.Equal([10L, 30L, 50L], await run.ToList(rows));
    }

    [Fact]
    public async Task A_null_where_none_can_be_is_an_error()
    {
        await using var run = new LinqRun();
        var rows = run.Engine.From(new int?[] { 1, null }).Select(n => n!.Value);
        LinqException failure = await Assert.ThrowsAsync<LinqException>(() => run.ToList(rows));
        Assert.Equal("FLS7008", failure.Code);
    }

    [Fact]
    public async Task A_failing_source_fails_the_enumeration()
    {
        await using var run = new LinqRun();
        static IEnumerable<int> Failing()
        {
            yield return 1;
            throw new InvalidOperationException("the feed broke");
        }

        EngineException failure = await Assert.ThrowsAsync<EngineException>(() => run.ToList(run.Engine.From(Failing())));
        Assert.Contains("the feed broke", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failing_asynchronous_source_fails_the_enumeration()
    {
        await using StreamEngine engine = StreamEngine.Create();
        static async IAsyncEnumerable<int> Failing()
        {
            yield return 1;
            await Task.Yield();
            throw new InvalidOperationException("the socket broke");
        }

        EngineException failure = await Assert.ThrowsAsync<EngineException>(async () =>
        {
            await foreach (int number in engine.From(Failing()))
            {
                Assert.Equal(1, number);
            }
        });
        Assert.Contains("the socket broke", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_program_can_say_itself_how_far_event_time_is()
    {
        await using var run = new LinqRun();
        var counts = run.Engine
            .From(
                LinqRun.Trades,
                source => source.EventTime(t => t.At)
                    .WatermarkAfter(t => t.Qty == 4 ? new DateTimeOffset(LinqRun.Noon.AddMinutes(1), TimeSpan.Zero) : null))
            .Tumble(1.Minutes).GroupBy(t => t.Side).Select(g => new { g.Window.Start, g.Key, Count = g.Count() });
        var rows = await run.ToList(counts);

        // The fifth row is 50 s after noon, and the fourth said that the first minute is over.
        Assert.Equal(
            [new { Start = LinqRun.Noon, Key = Side.Buy, Count = 2L }, new { Start = LinqRun.Noon, Key = Side.Sell, Count = 1L }],
            rows.Where(row => row.Start == LinqRun.Noon).OrderBy(row => row.Key));
    }

    [Fact]
    public void What_would_have_no_effect_on_a_source_is_an_error()
    {
        StreamEngine engine = StreamEngine.Create();
        Assert.Equal(
            "FLS7010",
            Assert.Throws<LinqException>(() => engine.From(LinqRun.Trades, s => s.WatermarkAfter(t => null))).Code);
        Assert.Equal(
            "FLS7010",
            Assert.Throws<LinqException>(
                () => engine.From(LinqRun.Trades, s => s.EventTime(t => t.At, 1.Seconds).WatermarkAfter(t => null))).Code);
        Assert.Equal(
            "FLS5007",
            Assert.Throws<ConnectorException>(
                () => engine.From(LinqRun.Trades, s => s.Option("scan.watermark.idle-timeout", "1 s"))).Code);
    }

    [Fact]
    public async Task An_asynchronous_source_that_ends_closes_its_windows()
    {
        await using StreamEngine engine = StreamEngine.Create();
        var counts = engine.From(LinqRun.Trades.ToAsyncEnumerable(), source => source.EventTime(t => t.At, 15.Seconds))
            .Tumble(1.Hours).GroupBy(t => t.Side).Select(g => new { g.Key, Count = g.Count() });
        var rows = await counts.ToAsyncEnumerable().OrderBy(row => row.Key).ToListAsync();
        Assert.Equal([new { Key = Side.Buy, Count = 4L }, new { Key = Side.Sell, Count = 2L }], rows);
    }

    [Theory]
    [InlineData(null, "1", "error FLS7008: a row of the source has null in Name, which is declared as never null")]
    [InlineData("a", "1234567890123456789", "error FLS7009: 1234567890123456789 does not fit DECIMAL(28, 10)")]
    public async Task A_row_that_does_not_fit_its_table_fails_the_job(string? name, string price, string message)
    {
        await using var run = new LinqRun();
        var rows = run.Engine.From([new Priced(name!, decimal.Parse(price))]);
        EngineException failure = await Assert.ThrowsAsync<EngineException>(() => run.ToList(rows));
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_planning_error_points_into_the_sql_of_the_query()
    {
        await using var run = new LinqRun();
        EventStream<double> rows = run.From(LinqRun.Trades).Select(t => (double)t.Qty);
        run.Engine.Session.Catalog.Drop(new Planner.Catalog.TablePath("default_catalog", "default_database", "Trade"), false);
        EngineException failure = await Assert.ThrowsAsync<EngineException>(() => run.ToList(rows));
        Assert.Contains("1 | SELECT CAST(Qty AS DOUBLE)", failure.Message, StringComparison.Ordinal);
        Assert.Equal(failure.Sql.IndexOf("Trade", StringComparison.Ordinal), failure.Diagnostics[0].Span.Start);
    }

    [Fact]
    public async Task Leaving_early_cancels_the_job_of_an_endless_source()
    {
        await using StreamEngine engine = StreamEngine.Create();
        int seen = 0;
        await foreach (long number in engine.From(Endless()).Where(n => n % 2 == 0).Select(n => n + 1))
        {
            Assert.Equal((seen * 2) + 1, number);
            if (++seen == 10)
            {
                break;
            }
        }

        RunningJob job = Assert.Single(engine.Session.Jobs.All);
        Assert.False(await job.Completion());
    }

    [Fact]
    public async Task A_cancelled_enumeration_says_so()
    {
        await using StreamEngine engine = StreamEngine.Create();
        using var stop = new CancellationTokenSource();
        await using IAsyncEnumerator<long> reader = engine.From(Endless()).Where(n => n < 1).GetAsyncEnumerator(stop.Token);
        Assert.True(await reader.MoveNextAsync());
        ValueTask<bool> next = reader.MoveNextAsync();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await next);
    }

    [Fact]
    public async Task Every_type_goes_in_and_comes_back()
    {
        var full = new Everything(
            true, -1, -2, -3, -4, 1.5f, 2.5, -12345678.123456m, "é", Side.Sell, [1, 2],
            new DateTime(1969, 12, 31, 23, 59, 59, 999), new DateTimeOffset(2024, 1, 1, 2, 0, 0, TimeSpan.FromHours(2)),
            new DateOnly(1960, 2, 29), new TimeOnly(23, 59, 59, 999), TimeSpan.FromMilliseconds(-1), 7, 79.25m);
        var empty = full with { Text = null, Bytes = null, Maybe = null, Exact = null };
        await using var run = new LinqRun();
        List<Everything> rows = await run.ToList(run.Engine.From([full, empty]));
        Assert.Equal(full with { Bytes = null }, rows[0] with { Bytes = null });
        Assert.Equal(full.Bytes!, rows[0].Bytes!);
        Assert.Equal(empty, rows[1]);
    }

    [Fact]
    public async Task Explain_prints_the_plans()
    {
        await using var run = new LinqRun();
        string text = run.From(LinqRun.Trades).Where(t => t.Qty > 1).Select(t => t.Symbol).Explain(ExplainDetail.Optimized);
        Assert.StartsWith("== Optimized Logical Plan ==", text, StringComparison.Ordinal);
        Assert.Contains("condition=[Qty > 1]", text, StringComparison.Ordinal);
    }

    private static async IAsyncEnumerable<long> Endless([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        for (long number = 0; !cancellation.IsCancellationRequested; number++)
        {
            yield return number;
            await Task.Yield();
        }
    }

    private sealed record Priced(string Name, decimal Price);

    private sealed record Holder(string Name)
    {
        public int Length { get; set; }

        public object? Inner { get; set; }

        public string? Missing { get; init; }
    }

    private sealed record Everything(
        bool Flag,
        sbyte Tiny,
        short Small,
        int Int,
        long Big,
        float Single,
        double Double,
        decimal Decimal,
        string? Text,
        Side Side,
        byte[]? Bytes,
        DateTime Time,
        DateTimeOffset Instant,
        DateOnly Date,
        TimeOnly Clock,
        TimeSpan Length,
        int? Maybe,
        [property: Decimal(8, 2)] decimal? Exact);
}
