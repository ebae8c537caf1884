using FlinkSql.Linq;
using FlinkSql.Parser.Ast;
using Xunit;

namespace FlinkSql.Tests.Linq;

/// <summary>What LINQ says of emission and output modes is the EMIT clause of SQL.</summary>
public class EmitPairTests
{
    private const string Bars =
        """
        SELECT Symbol AS `Key`, COUNT(*) AS N FROM TABLE(TUMBLE(TABLE trades, DESCRIPTOR(`At`), INTERVAL '1' MINUTE))
        GROUP BY window_start, window_end, Symbol
        """;

    private const string Totals = "SELECT Symbol, SUM(Qty) AS Total FROM trades GROUP BY Symbol";

    [Fact]
    public Task Lateness() => PlanPair.Same(
        trades => (from t in trades.Tumble(1.Minutes).AllowedLateness(5.Seconds)
                   where t.Price > 0
                   group t by t.Symbol into g
                   where g.Count() > 1
                   select new Bar(g.Key, g.Window.Start, g.Count(), g.Max(t => t.Price), g.Sum(t => t.Qty))).Query,
        """
        SELECT Symbol, window_start AS `Start`, COUNT(*) AS Trades, MAX(Price) AS High, SUM(Qty) AS Volume
        FROM TABLE(TUMBLE(TABLE trades, DESCRIPTOR(`At`), INTERVAL '1' MINUTE))
        WHERE Price > 0
        GROUP BY window_start, window_end, Symbol
        HAVING COUNT(*) > 1
        EMIT ALLOWED LATENESS INTERVAL '5' SECOND
        """);

    [Fact]
    public Task Lateness_behind_the_groups() => PlanPair.Same(
        trades => trades.Hop(2.Minutes, slide: 1.Minutes).GroupBy(t => t.Symbol).AllowedLateness(1.Hours)
            .Select(g => new { g.Key, g.Window.End, Low = g.Min(t => t.Price) }).Query,
        """
        SELECT Symbol AS `Key`, window_end AS `End`, MIN(Price) AS Low
        FROM TABLE(HOP(TABLE trades, DESCRIPTOR(`At`), INTERVAL '1' MINUTE, INTERVAL '2' MINUTE))
        GROUP BY window_start, window_end, Symbol
        EMIT ALLOWED LATENESS INTERVAL '1' HOUR
        """);

    [Fact]
    public Task Sessions_early_and_late() => PlanPair.Same(
        trades => trades.Session(30.Seconds).EmitEarly(every: 10.Seconds).AllowedLateness(1.Minutes)
            .GroupBy(t => t.Symbol).Select(g => new { g.Key, g.Window.Start, Most = g.Max(t => t.Qty) }).Query,
        """
        SELECT Symbol AS `Key`, window_start AS `Start`, MAX(Qty) AS Most
        FROM TABLE(SESSION(TABLE trades PARTITION BY Symbol, DESCRIPTOR(`At`), INTERVAL '30' SECOND))
        GROUP BY window_start, window_end, Symbol
        EMIT PERIODIC INTERVAL '10' SECOND AND ALLOWED LATENESS INTERVAL '1' MINUTE
        """);

    [Fact]
    public Task Final_rows() => PlanPair.Same(
        trades => trades.Tumble(1.Minutes).AllowedLateness(5.Seconds).EmitFinal()
            .GroupBy(t => t.Symbol).Select(g => new { g.Key, N = g.Count() }).Query,
        Bars + " EMIT AFTER WINDOW CLOSE AND ALLOWED LATENESS INTERVAL '5' SECOND MODE APPEND");

    [Fact]
    public Task Final_rows_of_a_table() => PlanPair.Same(
        trades => trades.Tumble(1.Minutes).GroupBy(t => t.Symbol).Select(g => new { g.Key, N = g.Count() })
            .AllowedLateness(5.Seconds).Timeout(1.Hours).EmitFinal().Query,
        Bars + " EMIT AFTER WINDOW CLOSE AND ALLOWED LATENESS INTERVAL '5' SECOND AND TIMEOUT INTERVAL '1' HOUR MODE APPEND");

    [Fact]
    public Task Timeout_alone() => PlanPair.Same(
        trades => trades.Tumble(1.Minutes).Timeout(30.Seconds).GroupBy(t => t.Symbol)
            .Select(g => new { g.Key, N = g.Count() }).Query,
        Bars + " EMIT TIMEOUT INTERVAL '30' SECOND");

    [Fact]
    public Task Early_rows_of_bars() => PlanPair.Same(
        trades => trades.Tumble(1.Minutes).GroupBy(t => t.Symbol).Select(g => new { g.Key, N = g.Count() })
            .EmitEarly(every: 5.Seconds).Query,
        Bars + " EMIT PERIODIC INTERVAL '5' SECOND");

    [Fact]
    public Task Windows_over_windows_say_it_once() => PlanPair.Same(
        trades => trades.Tumble(1.Minutes).AllowedLateness(5.Seconds).EmitFinal()
            .GroupBy(t => t.Symbol).Select(g => new { g.Key, Sum = g.Sum(t => t.Qty) })
            .Tumble(1.Hours).AllowedLateness(10.Seconds)
            .GroupBy(r => r.Key).Select(g => new { g.Key, g.Window.Start, Best = g.Max(r => r.Sum) }).Query,
        """
        SELECT `Key`, window_start AS `Start`, MAX(`Sum`) AS Best
        FROM TABLE(TUMBLE((
          SELECT Symbol AS `Key`, SUM(Qty) AS `Sum`, window_time
          FROM TABLE(TUMBLE(TABLE trades, DESCRIPTOR(`At`), INTERVAL '1' MINUTE))
          GROUP BY window_start, window_end, Symbol, window_time), DESCRIPTOR(window_time), INTERVAL '1' HOUR))
        GROUP BY window_start, window_end, `Key`
        EMIT AFTER WINDOW CLOSE AND ALLOWED LATENESS INTERVAL '10' SECOND
        """);

    [Theory]
    [InlineData(OutputMode.Update, "UPDATE")]
    [InlineData(OutputMode.Complete, "COMPLETE")]
    [InlineData(OutputMode.Changelog, "CHANGELOG")]
    public Task Modes(OutputMode mode, string name) => PlanPair.Same(
        trades => trades.GroupBy(t => t.Symbol).Select(g => new { Symbol = g.Key, Total = g.Sum(t => t.Qty) })
            .WithOutputMode(mode).Query,
        $"{Totals} EMIT MODE {name}");

    [Theory]
    [InlineData(OutputMode.Append, "APPEND")]
    [InlineData(OutputMode.Update, "UPDATE")]
    [InlineData(OutputMode.Complete, "COMPLETE")]
    public Task Modes_of_windows_with_lateness(OutputMode mode, string name) => PlanPair.Same(
        trades => trades.Tumble(1.Minutes).AllowedLateness(5.Seconds).GroupBy(t => t.Symbol)
            .Select(g => new { g.Key, g.Window.Start, N = g.Count() }).WithOutputMode(mode).Query,
        $"""
        SELECT Symbol AS `Key`, window_start AS `Start`, COUNT(*) AS N
        FROM TABLE(TUMBLE(TABLE trades, DESCRIPTOR(`At`), INTERVAL '1' MINUTE))
        GROUP BY window_start, window_end, Symbol
        EMIT ALLOWED LATENESS INTERVAL '5' SECOND MODE {name}
        """);

    [Fact]
    public Task Groups_over_final_windows_are_a_table_again() => PlanPair.Same(
        trades => trades.Tumble(1.Minutes).AllowedLateness(5.Seconds).EmitFinal()
            .GroupBy(t => t.Symbol).Select(g => new { g.Key, N = g.Count() })
            .GroupBy(r => r.N).Select(g => new { g.Key, Symbols = g.Count() }).Query,
        $"""
        SELECT N AS `Key`, COUNT(*) AS Symbols FROM ({Bars}) GROUP BY N
        EMIT AFTER WINDOW CLOSE AND ALLOWED LATENESS INTERVAL '5' SECOND
        """);
}
