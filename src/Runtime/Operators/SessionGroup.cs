using System.Diagnostics.CodeAnalysis;

namespace FlinkSql.Runtime.Operators;

/// <summary>
/// The open sessions of a key, none of which touch. Most rows go on with the newest one, which is therefore kept apart.
/// </summary>
/// <remarks>All of its fields belong to the operator, but for <see cref="State"/>, which row loops work on.</remarks>
[SuppressMessage("Design", "CA1051", Justification = "Row loops work on the fields in place.")]
[SuppressMessage("Performance", "CA1815", Justification = "It is never compared.")]
public struct SessionGroup<TState>
    where TState : struct
{
    /// <summary>The state of the newest session.</summary>
    public TState State;

    internal long Start;
    internal long End;

    /// <summary>An end at or before the earliest of all; the one the timer of the key is set to.</summary>
    internal long Timer;

    /// <summary>The other sessions, in order; null when there never were any.</summary>
    internal SessionList<TState>? Older;

    /// <summary>Takes a row into the newest session when it goes on from it; false when it has to be looked for.</summary>
    /// <param name="time">The time of the row.</param>
    /// <param name="gap">Rows up to this far apart are of one session.</param>
    public bool Extend(long time, long gap)
    {
        if (time < Start || time > End)
        {
            return false;
        }

        End = Math.Max(End, time + gap);
        return true;
    }

    /// <summary>The end of the first session that ends.</summary>
    internal readonly long FirstEnd => Older is { Count: > 0 } ? Older[0].End : End;
}
