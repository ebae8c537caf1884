using System.Diagnostics.CodeAnalysis;

namespace FlinkSql.Functions.Aggregates;

/// <summary>
/// WINDOW_CLOSED_BY: what made a window hand a row out. It has no state: the window operator knows, and nothing else
/// computes it.
/// </summary>
[AggregateFunction("window_closed_by() -> string", Retracts = true, NeverNull = true)]
[SuppressMessage("Performance", "CA1822", Justification = "A state has methods of the instance.")]
public struct WindowClosedBy
{
    /// <summary>The SQL name.</summary>
    public const string Name = "WINDOW_CLOSED_BY";

    public readonly void Add()
    {
    }

    public readonly void Retract()
    {
    }

    public readonly void Merge(in WindowClosedBy other)
    {
    }

    public readonly bool Result(out ReadOnlySpan<byte> value)
    {
        value = default;
        return true;
    }
}
