using FlinkSql.Parser.Ast;
using FlinkSql.Parser.Diagnostics;
using FlinkSql.Planner.Logical;

namespace FlinkSql.Planner.Physical;

/// <summary>
/// Decides when the windows of a query fire, from its EMIT clause and the settings. The clause wins, part by part: its
/// trigger over early and late firing, its lateness over the lateness that is set.
/// </summary>
internal static class EmissionPlanner
{
    /// <summary>The emission of the window aggregates under a sink; what cannot be is added to the diagnostics.</summary>
    public static QueryEmission Plan(LogicalSink sink, PlannerOptions options, List<Diagnostic> diagnostics)
    {
        var wish = OutputWish.Of(sink, options);
        LogicalWindowAggregate[] windows = [.. WindowAggregates(sink)];
        if (windows.Length == 0)
        {
            CheckWithoutWindows(sink, wish, diagnostics);
            CheckLoneSessions(sink, options.Emission, diagnostics);
            return QueryEmission.OnClose;
        }

        EmissionSettings settings = options.Emission;
        EmitRequest? emit = sink.Emit;
        if (emit is null or { Trigger: EmitTrigger.None })
        {
            diagnostics.AddRange(Problems(settings).Select(problem => PhysicalErrors.EmitSetting(sink.Span, problem)));
        }

        var emission = new WindowEmission
        {
            AllowedLateness = emit?.AllowedLateness ?? settings.AllowLateness ?? 0,
            Early = Early(emit, settings),
            Late = Late(emit, settings, appends: wish.Mode == OutputMode.Append),
            Timeout = emit?.Timeout,
        };
        CheckTime(sink, windows, emission, diagnostics);
        return new QueryEmission(ForOutput(emission, wish, emit));
    }

    /// <summary>Where the output gathers changes itself, it has to be told of each, also of windows that are open.</summary>
    private static WindowEmission ForOutput(WindowEmission emission, OutputWish wish, EmitRequest? emit)
    {
        bool showsOpen = wish is { GathersChanges: true, ForDisplay: false }
            && emit is not { Trigger: EmitTrigger.AfterWindowClose };
        return emission with
        {
            Early = showsOpen ? new FireDelay(0) : emission.Early,
            Late = emission.AllowedLateness == 0 ? null : showsOpen ? new FireDelay(0) : emission.Late,
        };
    }

    private static FireDelay? Early(EmitRequest? emit, EmissionSettings settings) =>
        emit is null or { Trigger: EmitTrigger.None }
            ? settings is { EarlyFire: true, EarlyDelay: long delay } ? new FireDelay(delay) : null
            : Delay(emit);

    private static FireDelay? Late(EmitRequest? emit, EmissionSettings settings, bool appends) =>
        emit is null or { Trigger: EmitTrigger.None, AllowedLateness: null }
            ? settings is { LateFire: true, LateDelay: long delay } ? new FireDelay(delay) : null
            : Delay(emit) ?? (appends ? null : new FireDelay(0));

    private static FireDelay? Delay(EmitRequest emit) => emit.Trigger switch
    {
        EmitTrigger.OnUpdate => new FireDelay(emit.Interval ?? 0),
        EmitTrigger.Periodic => new FireDelay(emit.Interval ?? 0, Periodic: true),
        _ => null,
    };

    /// <summary>
    /// A part of EMIT that only windows heed has no effect without them. An output that gathers changes takes the closing
    /// of windows as that of its own watermark.
    /// </summary>
    private static void CheckWithoutWindows(LogicalSink sink, OutputWish wish, List<Diagnostic> diagnostics)
    {
        if (sink.Emit is not { } emit)
        {
            return;
        }

        string? part = emit switch
        {
            { Trigger: EmitTrigger.AfterWindowClose } when !wish.GathersChanges => "AFTER WINDOW CLOSE",
            { AllowedLateness: not null } => "ALLOWED LATENESS",
            { Timeout: not null } => "TIMEOUT",
            _ => null,
        };
        if (part is not null)
        {
            diagnostics.Add(PhysicalErrors.EmitWithoutWindow(emit.Span, part));
        }
    }

    /// <summary>A session window function closes windows as well, but no setting makes it wait or fire again.</summary>
    private static void CheckLoneSessions(LogicalSink sink, EmissionSettings settings, List<Diagnostic> diagnostics)
    {
        if (Sessions(sink).FirstOrDefault() is { } session)
        {
            diagnostics.AddRange(settings.Keys().Select(key => PhysicalErrors.EmitSettingWithoutAggregate(
                session.Span.IsNone ? sink.Span : session.Span, key)));
        }
    }

    private static void CheckTime(
        LogicalSink sink, LogicalWindowAggregate[] windows, WindowEmission emission, List<Diagnostic> diagnostics)
    {
        if (windows.Any(window => window.Window.Time != TimeAttribute.Proctime))
        {
            return;
        }

        if (emission.AllowedLateness != 0)
        {
            diagnostics.Add(sink.Emit is { AllowedLateness: not null } emit
                ? PhysicalErrors.EmitOverProctime(emit.Span, "ALLOWED LATENESS")
                : PhysicalErrors.EmitOverProctime(sink.Span, $"'{EmissionSettings.LatenessKey}'"));
        }

        if (emission.Timeout is not null)
        {
            diagnostics.Add(PhysicalErrors.EmitOverProctime(sink.Emit!.Span, "TIMEOUT"));
        }
    }

    /// <summary>What is wrong with the settings taken together; a setting without effect is one.</summary>
    private static IEnumerable<string> Problems(EmissionSettings settings)
    {
        if (settings is { EarlyFire: true, EarlyDelay: null })
        {
            yield return $"'{EmissionSettings.EarlyFireKey}' needs '{EmissionSettings.EarlyDelayKey}'";
        }

        if (settings is { EarlyFire: false, EarlyDelay: not null })
        {
            yield return $"'{EmissionSettings.EarlyDelayKey}' has no effect without '{EmissionSettings.EarlyFireKey}'";
        }

        if (settings is { LateFire: true, LateDelay: null })
        {
            yield return $"'{EmissionSettings.LateFireKey}' needs '{EmissionSettings.LateDelayKey}'";
        }

        if (settings is { LateFire: false, LateDelay: not null })
        {
            yield return $"'{EmissionSettings.LateDelayKey}' has no effect without '{EmissionSettings.LateFireKey}'";
        }

        if (settings is { LateFire: true, AllowLateness: null or 0 })
        {
            yield return $"'{EmissionSettings.LateFireKey}' has no effect without '{EmissionSettings.LatenessKey}': "
                + "no row behind the end of a window is taken";
        }

        if (settings is { LateFire: true, LateDelay: long delay, AllowLateness: long lateness and > 0 }
            && lateness < delay)
        {
            yield return $"'{EmissionSettings.LatenessKey}' ({DurationText.Print(lateness)}) is below "
                + $"'{EmissionSettings.LateDelayKey}' ({DurationText.Print(delay)}): a window is gone before it fires late";
        }
    }

    private static IEnumerable<LogicalWindow> Sessions(LogicalNode node) =>
        (node is LogicalWindow { Spec: SessionWindow } window ? [window] : Enumerable.Empty<LogicalWindow>())
            .Concat(node.Inputs.SelectMany(Sessions));

    private static IEnumerable<LogicalWindowAggregate> WindowAggregates(LogicalNode node) =>
        (node is LogicalWindowAggregate aggregate ? [aggregate] : Enumerable.Empty<LogicalWindowAggregate>())
            .Concat(node.Inputs.SelectMany(WindowAggregates));
}
