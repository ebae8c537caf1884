using FlinkSql.Parser.Ast;
using FlinkSql.Parser.Diagnostics;
using FlinkSql.Planner.Catalog;
using FlinkSql.Planner.Logical;

namespace FlinkSql.Planner.Physical;

/// <summary>
/// The mode and trigger wanted for one sink. The EMIT clause is stronger than the options of the table, these than the
/// settings of the session; without any of them a sink gets the changelog.
/// </summary>
internal sealed record OutputWish
{
    private enum Origin
    {
        Clause,
        Table,
        Settings,
        Display,
        Default,
    }

    public OutputMode Mode { get; private init; }

    /// <summary>The trigger asked for; null to choose one.</summary>
    public OutputTrigger? Trigger { get; private init; }

    /// <summary>Whether the mode is only a way to show a query: it gives way where it is not possible.</summary>
    public bool ForDisplay => ModeOrigin == Origin.Display;

    /// <summary>Whether the plan is looked at as a table that changes: by key, or as a whole.</summary>
    public bool GathersChanges => Mode is OutputMode.Update or OutputMode.Complete;

    /// <summary>Whether the output hands rows on at watermarks, if there are any.</summary>
    public bool NeedsWatermark => GathersChanges && !ForDisplay && Trigger is null or { Kind: OutputTriggerKind.Watermark };

    /// <summary>The text at fault when the mode is not possible.</summary>
    public SourceSpan Span { get; private init; }

    private Origin ModeOrigin { get; init; }

    private Origin TriggerOrigin { get; init; }

    private TableDescriptor? Table { get; init; }

    /// <summary>Where the mode comes from, for whoever does not see it in the statement; null for an EMIT clause.</summary>
    public string? Source => ModeOrigin switch
    {
        Origin.Table => $"the mode is an option of table {Table!.Path.Name}",
        Origin.Settings => "the mode is the setting 'table.exec.output-mode'",
        _ => null,
    };

    public static OutputWish Of(LogicalSink sink, PlannerOptions options)
    {
        (OutputRequest Request, Origin Origin)[] said =
        [
            (new OutputRequest(sink.Emit?.Mode, TriggerOf(sink.Emit)), Origin.Clause),
            (sink.Table?.Traits.Output ?? OutputRequest.None, Origin.Table),
            (options.Output, Origin.Settings),
            (sink.Table is null && options.ShowsTables
                ? new OutputRequest(OutputMode.Complete, null)
                : OutputRequest.None, Origin.Display),
            (new OutputRequest(OutputMode.Changelog, null), Origin.Default),
        ];
        (OutputRequest mode, Origin modeOrigin) = said.First(entry => entry.Request.Mode is not null);
        (OutputRequest? trigger, Origin triggerOrigin) = said.FirstOrDefault(entry => entry.Request.Trigger is not null);
        return new OutputWish
        {
            Mode = mode.Mode!.Value,
            ModeOrigin = modeOrigin,
            Trigger = trigger?.Trigger,
            TriggerOrigin = triggerOrigin,
            Table = sink.Table,
            Span = modeOrigin == Origin.Clause ? sink.Emit!.Span : sink.Span,
        };
    }

    /// <summary>
    /// Where a trigger was written that the mode has no use for. A trigger behind a stronger mode is only a default that
    /// does not apply, and that of an EMIT clause is one of windows too.
    /// </summary>
    public string? UselessTrigger(bool hasWindows) => GathersChanges || Trigger is null || TriggerOrigin > ModeOrigin
        ? null
        : TriggerOrigin switch
        {
            Origin.Clause when !hasWindows && Trigger.Kind != OutputTriggerKind.Watermark => "the trigger of EMIT",
            Origin.Table => $"the option 'trigger' of table {Table!.Path.Name}",
            Origin.Settings => "the setting 'table.exec.output-trigger'",
            _ => null,
        };

    private static OutputTrigger? TriggerOf(EmitRequest? emit) => emit?.Trigger switch
    {
        EmitTrigger.Periodic => new OutputTrigger(OutputTriggerKind.Interval, emit.Interval!.Value),
        EmitTrigger.OnUpdate when emit.Interval is long delay => new OutputTrigger(OutputTriggerKind.Delay, delay),
        EmitTrigger.OnUpdate => OutputTrigger.Batch,
        EmitTrigger.AfterWindowClose => OutputTrigger.Watermark,
        _ => null,
    };
}
