namespace FlinkSql.Runtime.Scheduling;

/// <summary>
/// What one actor tells another. A message is handled once, or discarded when its mailbox has closed.
/// </summary>
public abstract record Message
{
    /// <summary>Gives back what the message holds when nobody will handle it.</summary>
    public virtual void Discard()
    {
    }
}
