using FlinkSql.Parser.Ast;
using FlinkSql.Planner;
using FlinkSql.Planner.Explain;
using FlinkSql.Planner.Physical;
using FlinkSql.Tests.Plans;
using Xunit;

namespace FlinkSql.Tests.Unit.Planner.Physical;

/// <summary>Which query accepts which output mode: the rows of SEMANTICS 17, each under its number.</summary>
public class OutputModeTests
{
    private const string Tens =
        "SELECT window_start, origin, COUNT(*) AS n FROM TABLE(TUMBLE(TABLE flights, DESCRIPTOR(ts), INTERVAL '10' SECOND)) "
        + "GROUP BY window_start, window_end, origin";

    [Fact]
    public void Semantics_17_without_aggregation_append_and_update() =>
        Accepts("SELECT origin, delay FROM flights WHERE delay > 0", "append update changelog");

    [Fact]
    public void Semantics_17_aggregation_with_event_time_windows_all() =>
        Accepts(Tens, "append update complete changelog");

    [Fact]
    public void Semantics_17_aggregation_without_watermark_update_and_complete() =>
        Accepts("SELECT origin, COUNT(*) AS n FROM flights GROUP BY origin", "update complete changelog");

    [Fact]
    public void Semantics_17_aggregation_of_all_rows_update_and_complete() =>
        Accepts("SELECT COUNT(*) AS n FROM flights", "update complete changelog");

    [Fact]
    public void Semantics_17_distinct_rows_are_final() =>
        Accepts("SELECT DISTINCT origin FROM flights", "append update complete changelog");

    [Fact]
    public void Semantics_17_sort_only_with_complete_after_aggregation() =>
        Accepts("SELECT origin, COUNT(*) AS n FROM flights GROUP BY origin ORDER BY n DESC LIMIT 3", "complete changelog");

    [Fact]
    public void Semantics_17_sort_without_aggregation_not_with_complete() =>
        Accepts("SELECT origin, delay FROM flights ORDER BY delay LIMIT 3", "changelog");

    [Fact]
    public void Semantics_17_sort_of_a_table_that_ends_is_final_at_its_end() =>
        Accepts("SELECT origin, delay FROM history ORDER BY delay", "append changelog");

    [Fact]
    public void Semantics_17_window_over_window_only_append() => Accepts(
        "SELECT window_start, SUM(n) AS n FROM TABLE(TUMBLE(TABLE tens, DESCRIPTOR(t), INTERVAL '1' MINUTE)) "
        + "GROUP BY window_start, window_end",
        "append changelog");

    [Fact]
    public void Semantics_17_aggregation_over_aggregation_none_of_them() => Accepts(
        "SELECT n, COUNT(*) FROM (SELECT origin, COUNT(*) AS n FROM flights GROUP BY origin) GROUP BY n", "changelog");

    [Fact]
    public void Semantics_17_top_n_of_groups_is_kept_up_to_date() => Accepts(
        "SELECT origin, delay FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY origin ORDER BY delay DESC) AS r FROM flights) "
        + "WHERE r <= 1",
        "update complete changelog");

    [Fact]
    public void A_source_of_changes_takes_update() => Accepts("SELECT id, item FROM orders", "update changelog");

    [Fact]
    public void A_sort_is_carried_out_by_the_output_in_mode_complete()
    {
        PhysicalOutput output = Output(
            "SELECT n, origin FROM (SELECT origin, COUNT(*) AS n FROM flights GROUP BY origin) ORDER BY n DESC LIMIT 3 "
            + "EMIT MODE COMPLETE");
        Assert.Equal(
            "Output(mode=[complete], trigger=[watermark], key=[origin], orderBy=[n DESC], offset=[0], fetch=[3])",
            PhysicalText.Describe(output));
    }

    [Fact]
    public void Windows_open_at_the_end_of_a_mode_need_no_key_state_when_rows_are_final() =>
        Assert.True(Output(Tens + " EMIT AFTER WINDOW CLOSE MODE UPDATE").OnlyWaits);

    private static PhysicalOutput Output(string sql)
    {
        PlanResult plan = Plan(sql);
        Assert.True(plan.Succeeded, string.Concat(plan.Diagnostics.Select(problem => problem.Render(sql))));
        return Assert.IsType<PhysicalOutput>(plan.Physical[0].Inputs[0]);
    }

    private static void Accepts(string query, string modes)
    {
        var accepted = Enum.GetValues<OutputMode>().Where(mode => Plan($"{query} EMIT MODE {mode}").Succeeded);
        Assert.Equal(modes, string.Join(' ', accepted).ToLowerInvariant());
    }

    private static PlanResult Plan(string sql)
    {
        PlanSession session = PlanTests.NewSession();
        session.Run("CREATE VIEW tens AS SELECT window_time AS t, origin, COUNT(*) AS n "
            + "FROM TABLE(TUMBLE(TABLE flights, DESCRIPTOR(ts), INTERVAL '10' SECOND)) "
            + "GROUP BY window_start, window_end, window_time, origin");
        return session.Plan(sql);
    }
}
