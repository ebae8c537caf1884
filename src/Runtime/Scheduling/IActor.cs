namespace FlinkSql.Runtime.Scheduling;

/// <summary>
/// Takes messages from one mailbox, one at a time, each to completion: no awaiting, no blocking. What it owns needs no
/// lock.
/// </summary>
public interface IActor
{
    void Receive(Message message);

    /// <summary><see cref="Receive"/> threw. It is called in the place of the actor, and must not throw.</summary>
    void OnFailure(Exception failure);
}
