using FlinkSql.Parser.Ast;
using FlinkSql.Parser.Diagnostics;
using FlinkSql.Planner.Logical;

namespace FlinkSql.Planner.Physical;

/// <summary>Decides when the windows of a query fire, from its EMIT clause and the settings.</summary>
internal static class EmissionPlanner
{
    /// <summary>The emission of the window aggregates under a sink; what cannot be is added to the diagnostics.</summary>
    public static WindowEmission Plan(LogicalSink sink, List<Diagnostic> diagnostics)
    {
        bool onlyMode = sink.Emit is { AllowedLateness: null, Timeout: null } clause
            && (clause.Trigger == EmitTrigger.None || clause.Mode is OutputMode.Update or OutputMode.Complete);
        if (sink.Emit is { } emit && !onlyMode)
        {
            diagnostics.Add(PhysicalErrors.NotSupported(emit.Span, "the EMIT clause"));
        }

        return WindowEmission.OnClose;
    }
}
