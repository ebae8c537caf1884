using System.Diagnostics.CodeAnalysis;

namespace FlinkSql.Runtime.State;

/// <summary>How old a state is that ends when nobody writes it: a field of generated states.</summary>
[SuppressMessage("Design", "CA1051", Justification = "Row loops work on the fields in place.")]
public struct StateAge
{
    /// <summary>When it was last written.</summary>
    public long Written;

    /// <summary>The time under which it waits to be looked at.</summary>
    public long Queued;
}
