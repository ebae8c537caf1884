using FlinkSql.Engine;
using FlinkSql.Engine.Why;
using Xunit;
using static FlinkSql.Tests.Unit.Engine.Why.ScriptConnector;

namespace FlinkSql.Tests.Unit.Engine.Why;

/// <summary>Every cause of silence is told from the others, names who holds the output back, and what to do.</summary>
public class WhyNoOutputTests
{
    [Fact]
    public void No_rows_read_yet()
    {
        Check("SELECT k FROM a", 12, Cause.NoRowsRead, "a", [[]], """
            job-1: no rows have been read from a yet
              the job has run for 12 s
            Fix: see whether anything is written to it, and its options: SHOW CREATE TABLE a
            """);
    }

    [Fact]
    public void All_rows_filtered_out()
    {
        Check("SELECT k FROM a WHERE n > 5", 12, Cause.AllFiltered, "[2] Calc", [[Row("x", 1), Row("y", 2)]], """
            job-1: none of 2 rows has passed the condition
              [2] Calc lets none through: n > 5
            Fix: look at the condition of WHERE, ON or HAVING beside some rows: SELECT ... LIMIT 10 without it
            """);
    }

    [Fact]
    public void All_rows_filtered_out_before_a_window() =>
        Check(
            WhyRun.ByMinute.Replace("GROUP BY", "WHERE n > 5 GROUP BY", StringComparison.Ordinal),
            12, Cause.AllFiltered, "[5] Calc", [[Row("x", 1), Row("y", 2)]]);

    [Fact]
    public void A_silent_split_holds_the_others_back_and_no_idle_timeout_is_set()
    {
        using var run = new WhyRun([[Row("x", 1), Row("x", 30), Wait(20), Row("x", 95)], [Row("y", 10)]]);
        run.Set("parallelism.default", "2");
        run.Set("table.exec.source.idle-timeout", "0 s");
        Diagnosis diagnosis = run.After(WhyRun.ByMinute, 21);
        Assert.Equal(Cause.SilentInput, diagnosis.Cause);
        Assert.Equal("a split script 1", diagnosis.Holder);
        Assert.Equal(
            """
            job-1: a split script 1 has been silent for 21 s and holds the watermark of [3] WindowAggregate back: it is at 2024-01-01 09:00:05.000
              a split script 0   watermark 2024-01-01 09:01:30.000   no rows for 1 s
              a split script 1   watermark 2024-01-01 09:00:05.000   no rows for 21 s   <- holds back [3] WindowAggregate
              2 windows are open; the next ends at 2024-01-01 09:01:00.000
              the watermark must reach 09:00:59.999; it is at 09:00:05.000, 54.999 s short
            Fix: no idle timeout is set: SET 'table.exec.source.idle-timeout' = '10 s'; then start the job again. Or let rows come from a split script 1
            """,
            DiagnosisText.Print(diagnosis));
    }

    [Fact]
    public void A_silent_split_that_will_count_as_idle()
    {
        using var run = new WhyRun([[Row("x", 1), Wait(9.5), Row("x", 95)], [Row("y", 10)]]);
        run.Set("parallelism.default", "2");
        Diagnosis diagnosis = run.After(WhyRun.ByMinute, 10);
        Assert.Equal((Cause.SilentInput, "a split script 1"), (diagnosis.Cause, diagnosis.Holder));
        Assert.StartsWith(
            "wait 20 s until it counts as idle (its idle timeout is 30 s)", diagnosis.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public void A_split_without_any_row_holds_the_others_back()
    {
        using var run = new WhyRun([[Row("x", 1), Wait(9.5), Row("x", 95)], []]);
        run.Set("parallelism.default", "2");
        Diagnosis diagnosis = run.After(WhyRun.ByMinute, 10);
        Assert.Equal((Cause.SilentInput, "a split script 1"), (diagnosis.Cause, diagnosis.Holder));
        Assert.Contains("has given no row yet", diagnosis.Reason, StringComparison.Ordinal);
        Assert.Contains("there is none yet", diagnosis.Details[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_silent_split_of_a_subtask_that_reads_several_in_turn()
    {
        using var run = new WhyRun([[Row("x", 1), Wait(9.5), Row("x", 95)], [Row("y", 10)], [Row("z", 2), Wait(9), Row("z", 99)]]);
        Diagnosis diagnosis = run.After(WhyRun.ByMinute, 10);
        Assert.Equal((Cause.SilentInput, "a split script 1"), (diagnosis.Cause, diagnosis.Holder));
        Assert.Contains(
            "a split script 1   watermark 2024-01-01 09:00:05.000   no rows for 10 s   <- holds back [3] WindowAggregate", diagnosis.Details);
    }

    [Fact]
    public void A_silent_branch_of_a_union_is_named_by_its_table()
    {
        using var run = new WhyRun([[Row("x", 1), Wait(9.5), Row("x", 95)]], [[Row("y", 3)]]);
        run.Session.Execute("CREATE VIEW ab AS SELECT k, ts, n FROM a UNION ALL SELECT k, ts, n FROM b");
        Diagnosis diagnosis = run.After(WhyRun.ByMinute.Replace("TABLE a", "TABLE ab", StringComparison.Ordinal), 10);
        Assert.Equal((Cause.SilentInput, "b"), (diagnosis.Cause, diagnosis.Holder));
    }

    [Fact]
    public void All_inputs_idle()
    {
        using var run = new WhyRun([[Row("x", 1)], [Row("y", 10)]]);
        run.Set("parallelism.default", "2");
        Diagnosis diagnosis = run.After(WhyRun.ByMinute, 45);
        Assert.Equal(Cause.AllIdle, diagnosis.Cause);
        Assert.Contains("1 window is open; the next ends at 2024-01-01 09:01:00.000", diagnosis.Details);
    }

    [Fact]
    public void The_only_source_is_quiet()
    {
        Check(WhyRun.ByMinute, 20, Cause.SourceQuiet, "a", [[Row("x", 1), Row("x", 50)]], """
            job-1: a has given no rows for 20 s, and the watermark moves only with rows: it is at 2024-01-01 09:00:45.000
              1 window is open; the next ends at 2024-01-01 09:01:00.000
              the watermark must reach 09:00:59.999; it is at 09:00:45.000, 14.999 s short
            Fix: the window closes when a row comes whose time is beyond its end
            """);
    }

    [Fact]
    public void The_watermark_moves_but_the_window_is_open() =>
        Check(
            WhyRun.ByMinute, 20.5, Cause.WindowOpen, "[3] WindowAggregate",
            [[.. Enumerable.Range(0, 30).SelectMany(second => (object[])[Row("x", second), Wait(1)])]]);

    [Fact]
    public void Rows_come_but_none_is_newer() =>
        Check(
            WhyRun.ByMinute, 20.5, Cause.TimeStandsStill, "[5] WatermarkAssigner",
            [[Row("x", 50), .. Enumerable.Range(0, 30).SelectMany(_ => (object[])[Row("x", 1), Wait(1)])]]);

    [Fact]
    public void All_rows_late()
    {
        using var run = new WhyRun([[Row("x", 300), Row("x", 1), Row("x", 2)]]);
        Diagnosis diagnosis = run.After(
            WhyRun.ByMinute.Replace("GROUP BY", "WHERE ts < TIMESTAMP '2024-01-01 09:02:00' GROUP BY", StringComparison.Ordinal), 5);
        Assert.Equal(Cause.AllLate, diagnosis.Cause);
        Assert.Contains("2 late rows were dropped", diagnosis.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void The_result_is_not_read()
    {
        using var run = new WhyRun([[Row("x", 1), Row("x", 2)]], capacity: 1);
        run.Set("table.exec.batch-size", "1");
        Assert.Equal(Cause.ResultNotRead, run.After("SELECT k FROM a", 5).Cause);
    }

    [Fact]
    public void A_slow_consumer_blocks_the_source()
    {
        using var run = new WhyRun([[Row("x", 1)]]);
        run.Set("parallelism.default", "2");
        RunningJob job = run.Start("SELECT k, COUNT(*) FROM a GROUP BY k", 0.5).Job;
        JobView blocked = job.View(task => task with { OutputsFull = task.Vertex == 0 });
        Diagnosis diagnosis = new Examination(blocked, "job-1").OfRunning();
        Assert.Equal((Cause.Backpressure, "[2] GroupAggregate"), (diagnosis.Cause, diagnosis.Holder));
    }

    [Fact]
    public void A_job_whose_rows_flow_has_no_cause() =>
        Check("SELECT k FROM a", 5, Cause.Flowing, "", [[Wait(4.5), Row("x", 1)]]);

    [Fact]
    public void A_limit_that_is_not_reached_says_how_far_it_is()
    {
        using var run = new WhyRun([[Row("x", 1), Row("y", 2)]]);
        Diagnosis diagnosis = run.After("SELECT k FROM a LIMIT 5", 12);
        Assert.Equal((Cause.SourceQuiet, "a"), (diagnosis.Cause, diagnosis.Holder));
        Assert.Contains("[2] Limit has passed 2 of 5 rows, and ends the query with the last", diagnosis.Details);
    }

    [Fact]
    public void Rows_without_a_time_set_no_watermark()
    {
        using var run = new WhyRun([[Row("x", 1)], [Row("x", 2)]]);
        run.Session.Execute(
            "CREATE TABLE plain (k STRING, ts TIMESTAMP(3), n INT, WATERMARK FOR ts AS NULLIF(ts, ts)) WITH ('connector' = 'script')");
        Diagnosis diagnosis = run.After(WhyRun.ByMinute.Replace("TABLE a", "TABLE plain", StringComparison.Ordinal), 0.5);
        Assert.Equal((Cause.WatermarkNeverSet, "[5] WatermarkAssigner"), (diagnosis.Cause, diagnosis.Holder));
    }

    [Fact]
    public void A_window_by_the_clock()
    {
        using var run = new WhyRun([[Row("x", 1)]]);
        run.Session.Execute("CREATE TABLE plain (k STRING, ts TIMESTAMP(3), n INT, p AS PROCTIME()) WITH ('connector' = 'script')");
        Diagnosis diagnosis = run.After(
            "SELECT window_start, COUNT(*) FROM TUMBLE(TABLE plain, DESCRIPTOR(p), INTERVAL '1' MINUTE) GROUP BY window_start, window_end",
            20);
        Assert.Equal(Cause.WindowOpenByClock, diagnosis.Cause);
        Assert.Contains("in 40 s", diagnosis.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_session_window_waits_for_its_gap()
    {
        using var run = new WhyRun([[Row("x", 1), Row("y", 3)]]);
        Diagnosis diagnosis = run.After(
            "SELECT window_start, k, COUNT(*) FROM SESSION(TABLE a PARTITION BY k, DESCRIPTOR(ts), INTERVAL '10' SECOND) "
            + "GROUP BY window_start, window_end, k",
            5);
        Assert.Equal(Cause.SourceQuiet, diagnosis.Cause);
        Assert.Contains("2 windows are open; the next ends at 2024-01-01 09:00:11.000", diagnosis.Details);
    }

    [Fact]
    public void A_job_that_has_ended()
    {
        using var run = new WhyRun([[Row("x", 1), End]]);
        Diagnosis some = run.After("SELECT k FROM a", 5);
        Assert.Equal((Cause.Finished, "the job has read its input to the end and gave 1 rows; no more will come"), (some.Cause, some.Reason));
        Diagnosis none = run.After("SELECT k FROM a WHERE n = 7", 5);
        Assert.Equal(Cause.Finished, none.Cause);
        Assert.EndsWith("gave no rows: none of 1 rows has passed the condition", none.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_job_that_has_failed()
    {
        using var run = new WhyRun([[Row("x", double.NaN)]]);
        Diagnosis diagnosis = run.After(WhyRun.ByMinute, 5);
        Assert.Equal(Cause.Failed, diagnosis.Cause);
        Assert.Contains("FLS6001", diagnosis.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stopped_job_tells_what_held_it_when_it_was_stopped()
    {
        using var run = new WhyRun([[Row("x", 1)]]);
        RunningJob job = run.Start(WhyRun.ByMinute, 20).Job;
        job.Cancel();
        run.Runtime.RunFor(TimeSpan.FromMinutes(5));
        Assert.StartsWith(
            "the job was stopped; at that time, a has given no rows for 20 s", job.WhyNoOutput().Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void The_statement_asks_about_the_last_job_or_the_one_named()
    {
        using var run = new WhyRun([[Row("x", 1)]], [[]]);
        Assert.Equal("no job has been started in this session", Why(run, "WHY NO OUTPUT"));
        run.Start("SELECT k FROM a WHERE n > 5", 1);
        run.Start("SELECT k FROM b", 1);
        Assert.StartsWith("job-2: no rows have been read from b yet", Why(run, "WHY NO OUTPUT"), StringComparison.Ordinal);
        Assert.StartsWith("job-1: none of 1 rows", Why(run, "WHY NO OUTPUT FOR 'job-1'"), StringComparison.Ordinal);
        EngineException unknown = Assert.Throws<EngineException>(() => run.Session.Execute("WHY NO OUTPUT FOR 'job-9'"));
        Assert.Contains("FLS4003", unknown.Message, StringComparison.Ordinal);
    }

    private static string Why(WhyRun run, string sql) => Assert.IsType<TextOutcome>(run.Session.Execute(sql)).Text;

    private static void Check(string sql, double seconds, Cause cause, string holder, object[][] script, string? text = null)
    {
        using var run = new WhyRun(script);
        Diagnosis diagnosis = run.After(sql, seconds);
        Assert.Equal((cause, holder), (diagnosis.Cause, diagnosis.Holder));
        Assert.Equal(text ?? DiagnosisText.Print(diagnosis), DiagnosisText.Print(diagnosis));
    }
}
