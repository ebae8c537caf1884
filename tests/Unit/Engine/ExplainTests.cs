using FlinkSql.Engine;
using Xunit;

namespace FlinkSql.Tests.Unit.Engine;

/// <summary>What EXPLAIN says of settings that act beside the plan.</summary>
public sealed class ExplainTests
{
    private const string Groups = "EXPLAIN STATE SELECT k, COUNT(*) FROM t GROUP BY k";
    private const string Windows = "SELECT window_time, k, COUNT(*) FROM TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '10' SECOND) "
        + "GROUP BY window_start, window_end, window_time, k";

    [Fact]
    public void State_that_is_never_freed_grows()
    {
        string text = Explain(Groups);
        Assert.Contains("GROWS WITH KEYS", text, StringComparison.Ordinal);
        Assert.Contains("never freed", text, StringComparison.Ordinal);
    }

    [Fact]
    public void State_that_ends_is_bounded()
    {
        string text = Explain(Groups, "SET 'table.exec.state.ttl' = '1 d'");
        Assert.Contains("; freed by 1 d without a write (table.exec.state.ttl)", text, StringComparison.Ordinal);
        Assert.Contains("verdict: BOUNDED", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_hint_wins_over_the_setting()
    {
        const string set = "SET 'table.exec.state.ttl' = '1 d'";
        Assert.Contains(
            "; freed by 2 h without a write (STATE_TTL)",
            Explain("EXPLAIN STATE SELECT /*+ STATE_TTL('t' = '2 h') */ k, COUNT(*) FROM t GROUP BY k", set),
            StringComparison.Ordinal);
        Assert.Contains(
            "never freed",
            Explain("EXPLAIN STATE SELECT /*+ STATE_TTL('t' = '0 s') */ k, COUNT(*) FROM t GROUP BY k", set),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Windows_end_with_their_time_whatever_is_set() => Assert.DoesNotContain(
        "without a write", Explain("EXPLAIN STATE " + Windows, "SET 'table.exec.state.ttl' = '1 d'"), StringComparison.Ordinal);

    [Fact]
    public void Windows_that_wait_for_late_rows_hold_the_watermark_back()
    {
        const string held = "closes its windows when it is 5 s past their end; event time goes on as window_time, "
            + "with the watermark 5 s behind";
        Assert.Contains(
            held, Explain("EXPLAIN WATERMARK " + Windows, "SET 'table.exec.emit.allow-lateness' = '5 s'"), StringComparison.Ordinal);
        Assert.DoesNotContain("behind", Explain("EXPLAIN WATERMARK " + Windows), StringComparison.Ordinal);
    }

    private static string Explain(string explain, params string[] settings)
    {
        using var engine = new FlinkSqlEngine();
        Session session = engine.OpenSession();
        Array.ForEach(settings, setting => session.Execute(setting));
        session.Execute(
            "CREATE TABLE t (k INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'datagen', 'number-of-rows' = '5')");
        return ((TextOutcome)session.Execute(explain)).Text;
    }
}
