using System.Diagnostics.CodeAnalysis;

namespace FlinkSql.Runtime.Operators;

/// <summary>A group of a window that may fire more than once: its state, and what was handed out of it.</summary>
/// <remarks>All of its fields belong to the operator, but for <see cref="State"/>, which row loops work on.</remarks>
[SuppressMessage("Design", "CA1051", Justification = "Row loops work on the fields in place.")]
[SuppressMessage("Performance", "CA1815", Justification = "It is never compared.")]
public struct WindowGroup<TState, TValues>
    where TState : struct
    where TValues : struct
{
    /// <summary>The state.</summary>
    public TState State;

    /// <summary>The row that was handed out, where there is one.</summary>
    internal TValues Shown;

    /// <summary>When the change is due that waits; 0 when none does.</summary>
    internal long Due;

    /// <summary>What made the row be handed out.</summary>
    internal WindowCause ShownBy;

    internal bool IsShown;

    /// <summary>Whether the state may differ from what was handed out.</summary>
    internal bool Changed;
}
