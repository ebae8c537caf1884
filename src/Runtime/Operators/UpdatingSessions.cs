namespace FlinkSql.Runtime.Operators;

/// <summary>The sessions of a key in order, none of which touch, and what of them is to be handed out.</summary>
internal sealed class UpdatingSessions<TState, TValues>
    where TState : struct
    where TValues : struct
{
    public readonly List<UpdatingSession<TState, TValues>> Sessions = [];

    /// <summary>Those that changed since they were handed out.</summary>
    public readonly List<UpdatingSession<TState, TValues>> Changed = [];

    /// <summary>Rows that were handed out for sessions of which all rows were taken back.</summary>
    public readonly List<ShownSession<TValues>> Orphans = [];

    /// <summary>When early and late changes are due that wait; 0 when none does.</summary>
    public long EarlyDue;

    public long LateDue;

    /// <summary>Whether nothing is left of the key.</summary>
    public bool IsEmpty => Sessions.Count == 0 && Orphans.Count == 0;

    /// <summary>The sessions that a window touches: from the first, up to one behind the last.</summary>
    public (int First, int Behind) Touched(long start, long end)
    {
        // Most rows go on with the newest sessions.
        int behind = Sessions.Count;
        while (behind > 0 && Sessions[behind - 1].Start > end)
        {
            behind--;
        }

        int first = behind;
        while (first > 0 && Sessions[first - 1].End >= start)
        {
            first--;
        }

        return (first, behind);
    }

    /// <summary>Notes that a session changed.</summary>
    public void Note(UpdatingSession<TState, TValues> session)
    {
        if (!session.Changed)
        {
            session.Changed = true;
            Changed.Add(session);
        }
    }
}
