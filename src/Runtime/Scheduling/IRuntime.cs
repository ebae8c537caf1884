namespace FlinkSql.Runtime.Scheduling;

/// <summary>
/// Runs actors and keeps the time. The engine is the same on every implementation: threads in production, one seeded
/// thread with virtual time in tests.
/// </summary>
public interface IRuntime : IDisposable
{
    /// <summary>The only clock there is.</summary>
    TimeProvider Clock { get; }

    /// <summary>Makes the mailbox of an actor.</summary>
    Mailbox Spawn(string name, IActor actor);

    /// <summary>Hands a message over. Messages of one sender to one mailbox keep their order.</summary>
    void Post(Mailbox mailbox, Message message);

    /// <summary>Posts a message after a delay; disposing the answer before then takes it back.</summary>
    IDisposable After(TimeSpan delay, Mailbox mailbox, Message message);

    /// <summary>
    /// Does work that may take long or wait for a device away from the actors, and posts what it answers. Works are done
    /// one after another, in their order; one that throws is a defect.
    /// </summary>
    void Offload(Func<Message> work, Mailbox replyTo);
}
