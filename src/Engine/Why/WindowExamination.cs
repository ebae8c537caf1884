using FlinkSql.Planner.Logical;
using FlinkSql.Planner.Physical;
using FlinkSql.Runtime.Exchange;
using FlinkSql.Runtime.Operators;

namespace FlinkSql.Engine.Why;

/// <summary>Why the next window of an operator does not close: what its watermark lacks, and who holds it back.</summary>
internal sealed class WindowExamination(JobView view, string job)
{
    private const string IdleTimeout = "table.exec.source.idle-timeout";

    // What came within this is not silent.
    private const long Moment = 1_000;

    public Diagnosis Of(OperatorView window)
    {
        int subtask = Enumerable.Range(0, window.Subtasks.Count)
            .Where(index => window.Subtasks[index].OpenWindows != 0)
            .DefaultIfEmpty(0)
            .MinBy(index => (window.Subtasks[index].NextWindowAt, window.Subtasks[index].Watermark));
        OperatorMetrics metrics = window.Subtasks[subtask];
        if (IsByClock(window))
        {
            return OfClock(window, metrics);
        }

        WatermarkTrace trace = WatermarkTrace.From(view, window, subtask);
        Diagnosis found = Find(window, metrics, trace);
        return found with { Details = [.. Inputs(window, trace), .. Windows(window, metrics), .. found.Details] };
    }

    private Diagnosis Find(OperatorView window, OperatorMetrics metrics, WatermarkTrace trace)
    {
        string name = NameOf(window);
        long silence = view.Now - trace.QuietSince;
        bool silent = silence >= Moment;
        bool never = trace.HasNoRows;
        if (new Examination(view, job).Slow(trace.Source.Vertex) is { } slow)
        {
            return slow;
        }

        if (trace.AllIdle)
        {
            return new Diagnosis(
                Cause.AllIdle, job, $"every input is idle, and the watermark of {name} moves only with rows: {AtMetrics(metrics)}")
            {
                Details = [$"{trace.HolderName} has given no rows for {Moments.Ago(silence)}"],
                Fix = "the window closes when rows come whose time is beyond its end",
                Holder = name,
            };
        }

        if (silent && trace.Inputs.Any(input => !input.Holds && !input.Idle && input.Watermark > metrics.Watermark))
        {
            return Silent(name, metrics, trace, silence, never);
        }

        if (trace.Assigner is null && metrics.Watermark == WatermarkElement.Min)
        {
            return new Diagnosis(Cause.NoWatermark, job, $"nothing makes a watermark for {name}: {trace.Source.Name} gives none")
            {
                Fix = $"declare one: WATERMARK FOR ts AS ts - INTERVAL '5' SECOND in CREATE TABLE {trace.Source.Name}",
                Holder = trace.HolderName,
            };
        }

        if (never)
        {
            return new Diagnosis(
                Cause.NoRowsRead, job, $"no rows have been read from {trace.HolderName} yet, so {name} has no watermark")
            {
                Holder = trace.HolderName,
            };
        }

        if (trace.Assigner is { SentWatermark: WatermarkElement.Min } unset)
        {
            return new Diagnosis(
                Cause.WatermarkNeverSet,
                job,
                $"{trace.AssignerName} has seen {Moments.Count(unset.RowsIn)} rows of {trace.HolderName} and found a time in none")
            {
                Details = unset.BadRecords == 0 ? [] : [$"{Moments.Count(unset.BadRecords)} rows without a time were skipped"],
                Fix = "the time column, or the WATERMARK expression, is NULL in every row: see SELECT ... LIMIT 10",
                Holder = trace.AssignerName,
            };
        }

        if (silent)
        {
            return new Diagnosis(
                Cause.SourceQuiet,
                job,
                $"{trace.HolderName} has given no rows for {Moments.Ago(silence)}, and the watermark moves only with rows: "
                    + AtMetrics(metrics))
            {
                Fix = "the window closes when a row comes whose time is beyond its end",
                Holder = trace.HolderName,
            };
        }

        if (trace.Assigner is { } assigner && view.Now - assigner.SentWatermarkAt >= 10 * Moment)
        {
            return new Diagnosis(
                Cause.TimeStandsStill,
                job,
                $"rows come from {trace.HolderName}, but none is newer than those before: the watermark has not moved for "
                    + Moments.Ago(view.Now - assigner.SentWatermarkAt))
            {
                Fix = $"look at the times of new rows, and at the expression of {trace.AssignerName}",
                Holder = trace.AssignerName,
            };
        }

        return new Diagnosis(Cause.WindowOpen, job, $"the watermark moves, but the next window of {name} is still open")
        {
            Details = [$"{trace.HolderName} gives the watermark that counts"],
            Fix = "wait; or use shorter windows, or a smaller delay in the WATERMARK",
            Holder = name,
        };
    }

    private Diagnosis Silent(string name, OperatorMetrics metrics, WatermarkTrace trace, long silence, bool never)
    {
        long timeout = trace.IdleTimeout;
        string since = never ? "has given no row yet" : $"has been silent for {Moments.Ago(silence)}";
        long shorter = Math.Clamp(silence / 2_000, 1, 10);
        string fix = timeout <= 0
            ? $"no idle timeout is set: SET '{IdleTimeout}' = '{shorter} s'; then start the job again. Or let rows come from "
              + trace.HolderName
            : timeout > silence
            ? $"wait {Moments.Span((timeout - silence + 999) / 1_000 * 1_000)} until it counts as idle "
              + $"(its idle timeout is {DurationText.Print(timeout)}); or SET '{IdleTimeout}' shorter and start the job again"
            : $"let rows come from {trace.HolderName}; its idle timeout is {DurationText.Print(timeout)}, it should be idle any moment";
        return new Diagnosis(
            Cause.SilentInput, job, $"{trace.HolderName} {since} and holds the watermark of {name} back: {AtMetrics(metrics)}")
        {
            Fix = fix,
            Holder = trace.HolderName,
        };
    }

    private Diagnosis OfClock(OperatorView window, OperatorMetrics metrics)
    {
        var clock = new Moments(view.Settings.Zone);
        long left = metrics.NextWindowAt + 1 - view.Now;
        return new Diagnosis(
            Cause.WindowOpenByClock, job, $"the next window of {NameOf(window)} closes by the clock, in {Moments.Span(left)}")
        {
            Details = [$"{Open(window)}; the next closes at {clock.Full(metrics.NextWindowAt + 1)}"],
            Fix = "wait; or use shorter windows",
            Holder = NameOf(window),
        };
    }

    private IEnumerable<string> Inputs(OperatorView window, WatermarkTrace trace)
    {
        int width = trace.Inputs.Select(input => input.Name.Length).DefaultIfEmpty(0).Max();
        foreach (WatermarkInput input in trace.Inputs)
        {
            string watermark = input.Watermark == WatermarkElement.Min ? "none yet" : view.Moments.Full(input.Watermark);
            string rows = input.Idle ? $"idle, no rows for {Moments.Ago(view.Now - input.QuietSince)}"
                : view.Now - input.QuietSince < Moment ? "rows coming"
                : $"no rows for {Moments.Ago(view.Now - input.QuietSince)}";
            string holds = input.Holds && !input.Idle ? $"   <- holds back {NameOf(window)}" : "";
            yield return $"{input.Name.PadRight(width)}   watermark {watermark}   {rows}{holds}";
        }
    }

    private IEnumerable<string> Windows(OperatorView window, OperatorMetrics metrics)
    {
        long needed = metrics.NextWindowAt;
        yield return $"{Open(window)}; the next ends at {view.Moments.Full(needed + 1)}";
        yield return metrics.Watermark == WatermarkElement.Min
            ? $"the watermark must reach {view.Moments.Short(needed, needed + 1)}; there is none yet"
            : metrics.Watermark >= needed
            ? "the watermark has reached its end; the rows are on their way"
            : $"the watermark must reach {view.Moments.Short(needed, needed + 1)}; it is at "
              + $"{view.Moments.Short(metrics.Watermark, needed + 1)}, {Moments.Span(needed - metrics.Watermark)} short";
    }

    private static string Open(OperatorView window) =>
        window.OpenWindows == 1 ? "1 window is open" : $"{Moments.Count(window.OpenWindows)} windows are open";

    private string AtMetrics(OperatorMetrics metrics) =>
        metrics.Watermark == WatermarkElement.Min ? "there is none yet" : $"it is at {view.Moments.Full(metrics.Watermark)}";

    private static string NameOf(OperatorView window) =>
        window.Nodes.Any(node => node is PhysicalWindowAggregate)
            ? window.NameOf<PhysicalWindowAggregate>()
            : window.NameOf<PhysicalWindow>();

    private static bool IsByClock(OperatorView window) => window.Nodes.Any(node => node switch
    {
        PhysicalWindowAggregate aggregate => aggregate.Window.Time == TimeAttribute.Proctime
            || (aggregate.Window.TimeColumn >= 0
                && aggregate.Input.Schema[aggregate.Window.TimeColumn].Time == TimeAttribute.Proctime),
        PhysicalWindow table => table.Input.Schema[table.TimeColumn].Time == TimeAttribute.Proctime,
        _ => false,
    });
}
