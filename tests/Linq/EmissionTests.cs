using FlinkSql.Engine;
using FlinkSql.Linq;
using FlinkSql.Parser.Ast;
using Xunit;

namespace FlinkSql.Tests.Linq;

/// <summary>Rows behind the end of their window: they change it, wait for it, or are told apart as late.</summary>
public class EmissionTests
{
    // The watermark is 15 s behind the largest time: 80 s closes the first minute, 200 s ends its lateness.
    private static readonly Trade[] s_trades = [At(1, 1), At(80, 2), At(30, 4), At(200, 8), At(40, 16)];

    [Fact]
    public async Task A_row_within_the_lateness_changes_its_window()
    {
        await using var run = new LinqRun();
        var sums = from t in run.From(s_trades).Tumble(1.Minutes).AllowedLateness(30.Seconds)
                   group t by t.Symbol into g
                   select new Sum(g.Key, g.Window.Start, g.Sum(t => t.Qty));
        Assert.Equal(
            """
            SELECT Symbol, window_start AS Start, SUM(Qty) AS Volume FROM TABLE(TUMBLE(TABLE Trade, DESCRIPTOR(`At`), INTERVAL '1' MINUTE)) GROUP BY window_start, window_end, Symbol EMIT ALLOWED LATENESS INTERVAL '30' SECOND
            """,
            sums.ToSqlString());
        Assert.Equal(
            [$"+I {Of(0, 1)}", $"-U {Of(0, 1)}", $"+U {Of(0, 5)}", $"+I {Of(1, 2)}", $"+I {Of(3, 8)}"],
            (await run.ToList(sums.ToChangelog())).Select(change => change.ToString()));
        Assert.Equal([Of(0, 5), Of(1, 2), Of(3, 8)], await run.ToList(sums.EmitFinal()));
        Assert.Equal(
            ["+I", "+I", "+I"], (await run.ToList(sums.WithOutputMode(OutputMode.Append).ToChangelog())).Select(change => change.ToString()[..2]));
    }

    [Fact]
    public async Task Upserts_give_the_net_change_of_each_key()
    {
        await using var run = new LinqRun();
        LiveTable<Sum> sums = Sums(run);
        List<Upsert<string, Sum>> upserts = await run.ToList(
            run.From(s_trades).GroupBy(t => t.Symbol).Select(g => new Sum(g.Key, LinqRun.Noon, g.Sum(t => t.Qty))).ToUpserts(sum => sum.Symbol));
        Assert.Equal(new Upsert<string, Sum>("A", new Sum("A", LinqRun.Noon, 31), false), upserts[^1]);

        // Windows that are open show what they have.
        var ofWindows = await run.ToList(sums.ToUpserts(sum => new { sum.Start, sum.Symbol }));
        Assert.Equal([(0, 1), (1, 2), (0, 5), (3, 8)], ofWindows.Select(upsert => (upsert.Key.Start.Minute, upsert.Row.Volume)));

        LinqException other = await Assert.ThrowsAsync<LinqException>(() => run.ToList(sums.ToUpserts(sum => sum.Symbol)));
        Assert.StartsWith("error FLS7012", other.Message, StringComparison.Ordinal);
        Assert.Contains("(Symbol, Start)", other.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Snapshots_are_the_whole_result()
    {
        await using var run = new LinqRun();
        LiveTable<Sum> sums = Sums(run);
        List<IReadOnlyList<Sum>> snapshots = await run.ToList(sums.ToSnapshots());
        Assert.True(snapshots.Count > 1);
        Assert.Equal([Of(0, 5), Of(1, 2), Of(3, 8)], snapshots[^1].OrderBy(sum => sum.Start));
        Assert.Equal(snapshots[^1], (await run.ToList(sums.ToSnapshots(every: 1.Seconds)))[^1]);

        LinqException changes = Assert.Throws<LinqException>(() => sums.WithOutputMode(OutputMode.Complete).ToChangelog());
        Assert.Equal("FLS7011", changes.Code);
    }

    [Fact]
    public async Task Late_rows_come_typed_and_can_be_queried()
    {
        await using var run = new LinqRun();
        await using StreamRun<Sum> sums = Sums(run).EmitFinal().Run();
        EventStream<LateRow<Sold>> late = sums.LateRows<Sold>();
        Assert.Equal([Of(0, 5), Of(1, 2), Of(3, 8)], await run.ToList(sums.ToAsyncEnumerable()));
        LateRow<Sold> row = Assert.Single(await run.ToList(late));
        Assert.Equal(
            new LateRow<Sold>(
                new Sold("A", 16, LinqRun.Noon.AddSeconds(40)), LinqRun.Noon.AddSeconds(185), row.LateByMilliseconds,
                LinqRun.Noon, LinqRun.Noon.AddMinutes(1), "WindowAggregate"),
            row);
        Assert.InRange(row.LateBy!.Value, 1.Minutes, 3.Minutes);

        var again = from r in sums.LateRows<Sold>("aggregate")
                    where r.LateByMilliseconds > 1000 && r.Row.Qty > 10
                    select new { r.Row.Symbol, Minute = r.WindowStart };
        Assert.Equal([new { Symbol = "A", Minute = (DateTime?)LinqRun.Noon }], await run.ToList(again));
        Assert.Throws<InvalidOperationException>(() => sums.GetAsyncEnumerator());
    }

    [Fact]
    public async Task Late_rows_are_what_the_operator_gets()
    {
        await using var run = new LinqRun();
        await using StreamRun<Sum> sums = Sums(run).EmitFinal().Run();
        LinqException columns = Assert.Throws<LinqException>(() => sums.LateRows<Bar>());
        Assert.StartsWith(
            "error FLS7014: late rows cannot be read as Bar: WindowAggregate does not get Start, Trades, High, Volume",
            columns.Message,
            StringComparison.Ordinal);

        LinqException name = Assert.Throws<LinqException>(() => sums.LateRows<Sold>("join"));
        Assert.Equal("FLS7013", name.Code);

        await using StreamRun<string> all = run.From(s_trades).Select(t => t.Symbol).Run();
        Assert.Contains("nothing in it waits", Assert.Throws<LinqException>(() => all.LateRows<Sold>()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mode_of_the_session_changes_no_stream()
    {
        await using var run = new LinqRun();
        LiveTable<Sum> sums = Sums(run);
        run.Engine.Session.Settings.Set("table.exec.output-mode", "complete");
        Assert.EndsWith("SECOND MODE CHANGELOG", sums.ToSqlString(), StringComparison.Ordinal);
        Assert.Equal(5, (await run.ToList(sums.ToChangelog())).Count);
        EventStream<int> all = run.From(s_trades).Select(t => t.Qty);
        Assert.Equal("SELECT Qty FROM Trade_2 EMIT MODE APPEND", all.ToSqlString());
        Assert.Equal([1, 2, 4, 8, 16], await run.ToList(all));
    }

    [Fact]
    public async Task Early_rows_cannot_be_forced_on_a_stream()
    {
        await using var run = new LinqRun();
        run.Engine.Session.Settings.Set("table.exec.emit.early-fire.enabled", "true");
        run.Engine.Session.Settings.Set("table.exec.emit.early-fire.delay", "1 s");
        var counts = run.From(s_trades).Tumble(1.Minutes).GroupBy(t => t.Symbol).Select(g => g.Count());
        EngineException failure = await Assert.ThrowsAsync<EngineException>(() => run.ToList(counts));
        Assert.Contains("append", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lengths_must_be_lengths()
    {
        await using var run = new LinqRun();
        EventStream<Trade> trades = run.From(s_trades);
        Assert.Throws<ArgumentOutOfRangeException>(() => trades.AllowedLateness(TimeSpan.FromSeconds(-1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => trades.EmitEarly(TimeSpan.Zero));
        Assert.Throws<ArgumentOutOfRangeException>(() => trades.Timeout(TimeSpan.Zero));
    }

    private static LiveTable<Sum> Sums(LinqRun run) => run.From(s_trades).Tumble(1.Minutes).GroupBy(t => t.Symbol)
        .Select(g => new Sum(g.Key, g.Window.Start, g.Sum(t => t.Qty))).AllowedLateness(30.Seconds);

    private static Trade At(int second, int quantity) => new("A", 1m, quantity, LinqRun.Noon.AddSeconds(second));

    private static Sum Of(int minute, int volume) => new("A", LinqRun.Noon.AddMinutes(minute), volume);

    private sealed record Sum(string Symbol, DateTime Start, int Volume);

    private sealed record Sold(string Symbol, int Qty, DateTime At);
}
