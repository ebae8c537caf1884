using FlinkSql.Planner.Logical;

namespace FlinkSql.Planner.Physical;

/// <summary>When the window aggregates of one query fire.</summary>
/// <param name="Nearest">That of the window aggregate nearest to the sink.</param>
internal sealed record QueryEmission(WindowEmission Nearest)
{
    /// <summary>Each window once, at its end.</summary>
    public static readonly QueryEmission OnClose = new(WindowEmission.OnClose);

    /// <summary>The emission of a window aggregate.</summary>
    /// <param name="aggregate">The aggregate.</param>
    /// <param name="nearest">Whether no window aggregate stands between it and the sink.</param>
    public WindowEmission Of(LogicalWindowAggregate aggregate, bool nearest)
    {
        // Nobody would see the early rows of a window that goes into others but those others.
        WindowEmission emission = nearest ? Nearest : Nearest with { Early = null };
        if (aggregate.Window.Time == TimeAttribute.Proctime)
        {
            return emission with { AllowedLateness = 0, Late = null, Timeout = null };
        }

        // A window that is emitted once holds the watermark back for as long as it waits: those above need not wait, too.
        return emission.Late is null && FromWindows(aggregate.Input) ? emission with { AllowedLateness = 0 } : emission;
    }

    /// <summary>Whether every row went through a window aggregate.</summary>
    private static bool FromWindows(LogicalNode node) =>
        node is LogicalWindowAggregate || (node.Inputs.Count != 0 && node.Inputs.All(FromWindows));
}
