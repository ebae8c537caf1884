using FlinkSql.Columnar;
using FlinkSql.Linq;
using Xunit;

namespace FlinkSql.Tests.Linq;

/// <summary>Groups without windows: their rows are taken back and given anew.</summary>
public class LiveTableTests
{
    [Fact]
    public async Task Changes_come_with_their_kinds()
    {
        await using var run = new LinqRun();
        var totals = from t in run.From(LinqRun.Trades[..4])
                     group t by t.Symbol into g
                     select new { g.Key, Sum = g.Sum(t => t.Qty), Most = g.Max(t => t.Price) };
        List<string> changes = [.. (await run.ToList(totals.ToChangelog())).Select(change => change.ToString())];
        Assert.Equal("+I { Key = A, Sum = 1, Most = 10.5 }", changes[0]);
        Assert.Equal(
            ["{ Key = A, Sum = 8, Most = 11.25 }", "{ Key = B, Sum = 2, Most = 20 }"],
            Final(changes));
    }

    [Fact]
    public async Task Conditions_on_the_table_are_conditions_on_groups()
    {
        await using var run = new LinqRun();
        LiveTable<Total> totals = run.From(LinqRun.Trades).GroupBy(t => t.Symbol, t => t.Qty)
            .Where(g => g.Count() > 2)
            .Select(g => new Total(g.Key, g.Sum(qty => qty)))
            .Where(total => total.Quantity < 100)
            .Select(total => new Total(total.Symbol + "!", total.Quantity));
        Assert.Equal(
            "SELECT Symbol || '!' AS Symbol, SUM(Qty) AS Quantity FROM Trade GROUP BY Symbol HAVING COUNT(*) > 2 AND SUM(Qty) < 100",
            totals.ToSqlString());
        List<Change<Total>> changes = await run.ToList(totals.ToChangelog());
        Assert.Equal(new Change<Total>(RowKind.UpdateAfter, new Total("A!", 14)), changes[^1]);
    }

    private sealed record Total(string Symbol, int Quantity);

    private static IEnumerable<string> Final(IEnumerable<string> changes)
    {
        var rows = new List<string>();
        foreach (string change in changes)
        {
            Assert.True(RowKinds.TryParse(change.AsSpan(0, 2), out RowKind kind));
            if (kind.IsRetraction())
            {
                Assert.True(rows.Remove(change[3..]), change);
            }
            else
            {
                rows.Add(change[3..]);
            }
        }

        return rows.Order();
    }
}
