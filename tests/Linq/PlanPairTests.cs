using FlinkSql.Linq;
using Xunit;

namespace FlinkSql.Tests.Linq;

/// <summary>The front doors share one house: a LINQ query and its SQL have one optimized plan.</summary>
public class PlanPairTests
{
    [Fact]
    public Task Filter_and_projection() => Same(
        trades => trades.Where(t => t.Price > 100m && t.Qty < 5).Select(t => new { t.Symbol, Notional = t.Price * t.Qty }),
        "SELECT Symbol, Price * Qty AS Notional FROM trades WHERE Price > 100 AND Qty < 5");

    [Fact]
    public Task Filters_before_and_after_a_projection() => Same(
        trades => trades.Where(t => t.Qty > 1).Select(t => new { t.Symbol, Double = t.Qty * 2 }).Where(r => r.Double < 10),
        "SELECT * FROM (SELECT Symbol, Qty * 2 AS `Double` FROM trades WHERE Qty > 1) WHERE `Double` < 10");

    [Fact]
    public Task Text_and_choices() => Same(
        trades => trades.Select(t => new
        {
            Name = t.Symbol.ToUpper() + "/" + (t.Venue ?? "none"),
            Big = t.Qty >= 3 ? "big" : "small",
            First = t.Symbol.Substring(0, 1),
        }),
        """
        SELECT UPPER(Symbol) || '/' || COALESCE(Venue, 'none') AS Name,
          CASE WHEN Qty >= 3 THEN 'big' ELSE 'small' END AS Big, SUBSTRING(Symbol, 1, 1) AS `First`
        FROM trades
        """);

    [Fact]
    public Task Nulls_lists_and_enums()
    {
        string[] symbols = ["A", "B"];
        return Same(
            trades => from t in trades
                      where t.Venue != null && symbols.Contains(t.Symbol) && t.Side == Side.Sell
                      select new { t.Venue, t.Side },
            "SELECT Venue, Side FROM trades WHERE Venue IS NOT NULL AND Symbol IN ('A', 'B') AND Side = 'Sell'");
    }

    [Fact]
    public Task Tumbling_windows() => Same(
        trades => from t in trades.Tumble(1.Minutes)
                  where t.Price > 0
                  group t by t.Symbol into g
                  select new Bar(g.Key, g.Window.Start, g.Count(), g.Max(t => t.Price), g.Sum(t => t.Qty)),
        """
        SELECT Symbol, window_start AS `Start`, COUNT(*) AS Trades, MAX(Price) AS High, SUM(Qty) AS Volume
        FROM TABLE(TUMBLE(TABLE trades, DESCRIPTOR(`At`), INTERVAL '1' MINUTE))
        WHERE Price > 0
        GROUP BY window_start, window_end, Symbol
        """);

    [Fact]
    public Task Hopping_windows_of_a_composite_key() => Same(
        trades => trades.Hop(1.Hours, slide: 15.Minutes)
            .GroupBy(t => new { t.Symbol, t.Side })
            .Select(g => new { g.Key.Symbol, g.Key.Side, g.Window.End, Mean = g.Average(t => t.Qty) }),
        """
        SELECT Symbol, Side, window_end AS `End`, AVG(CAST(Qty AS DOUBLE)) AS Mean
        FROM TABLE(HOP(TABLE trades, DESCRIPTOR(`At`), INTERVAL '15' MINUTE, INTERVAL '60' MINUTE))
        GROUP BY window_start, window_end, Symbol, Side
        """);

    [Fact]
    public Task Session_windows() => Same(
        trades => from t in trades.Session(30.Seconds)
                  group t.Qty by t.Symbol into g
                  select new { g.Key, g.Window.Start, Most = g.Max(qty => qty) },
        """
        SELECT Symbol AS `Key`, window_start AS `Start`, MAX(Qty) AS Most
        FROM TABLE(SESSION(TABLE trades PARTITION BY Symbol, DESCRIPTOR(`At`), INTERVAL '30' SECOND))
        GROUP BY window_start, window_end, Symbol
        """);

    [Fact]
    public Task Windows_over_a_query_that_dropped_the_time() => Same(
        trades => trades.Where(t => t.Qty > 1).Select(t => new { t.Symbol, Value = t.Price * t.Qty }).Tumble(10.Seconds)
            .GroupBy(r => r.Symbol).Select(g => new { g.Key, Total = g.Sum(r => r.Value) }),
        """
        SELECT Symbol AS `Key`, SUM(`Value`) AS Total
        FROM TABLE(TUMBLE(
          (SELECT Symbol, Price * Qty AS `Value`, `At` FROM trades WHERE Qty > 1), DESCRIPTOR(`At`), INTERVAL '10' SECOND))
        GROUP BY window_start, window_end, Symbol
        """);

    [Fact]
    public Task Conditions_on_groups_and_counted_conditions() => Same(
        trades => from t in trades.Tumble(1.Hours)
                  group t by t.Symbol into g
                  where g.Count() > 10
                  select new { g.Key, Sold = g.Count(t => t.Side == Side.Sell), Venues = g.CountDistinct(t => t.Venue) },
        """
        SELECT Symbol AS `Key`, COUNT(*) FILTER (WHERE Side = 'Sell') AS Sold, COUNT(DISTINCT Venue) AS Venues
        FROM TABLE(TUMBLE(TABLE trades, DESCRIPTOR(`At`), INTERVAL '1' HOUR))
        GROUP BY window_start, window_end, Symbol
        HAVING COUNT(*) > 10
        """);

    [Fact]
    public Task Groups_without_windows() => PlanPair.Same(
        trades => (from t in trades group t by t.Symbol into g select g.Sum(t => t.Price * t.Qty)).Query,
        "SELECT SUM(Price * Qty) AS `Value` FROM trades GROUP BY Symbol");

    [Fact]
    public Task Windows_over_windows() => Same(
        trades => trades.Tumble(1.Minutes).GroupBy(t => t.Symbol).Select(g => new { g.Key, Sum = g.Sum(t => t.Qty) })
            .Tumble(1.Hours).GroupBy(r => r.Key).Select(g => new { g.Key, g.Window.Start, Best = g.Max(r => r.Sum) }),
        """
        SELECT `Key`, window_start AS `Start`, MAX(`Sum`) AS Best
        FROM TABLE(TUMBLE((
          SELECT Symbol AS `Key`, SUM(Qty) AS `Sum`, window_time
          FROM TABLE(TUMBLE(TABLE trades, DESCRIPTOR(`At`), INTERVAL '1' MINUTE))
          GROUP BY window_start, window_end, Symbol, window_time), DESCRIPTOR(window_time), INTERVAL '1' HOUR))
        GROUP BY window_start, window_end, `Key`
        """);

    private static Task Same<T>(Func<EventStream<Trade>, EventStream<T>> linq, string sql) =>
        PlanPair.Same(trades => linq(trades).Query, sql);
}
