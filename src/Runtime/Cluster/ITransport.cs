using FlinkSql.Runtime.Scheduling;

namespace FlinkSql.Runtime.Cluster;

/// <summary>
/// The only way from one node to another, as one node sees it. Actors are known by address; what they tell each other
/// are messages of plain data.
/// </summary>
public interface ITransport
{
    /// <summary>The node it serves.</summary>
    NodeId Node { get; }

    /// <summary>Makes an actor of this node reachable. What was sent to the address before is lost.</summary>
    void Register(string actor, Mailbox mailbox);

    /// <summary>What comes for the actor from now on is discarded.</summary>
    void Unregister(string actor);

    /// <summary>
    /// Opens a connection to an actor, of this node or another. It can always be opened; whether somebody is there shows
    /// later, if at all. When it breaks the owner hears <see cref="ConnectionLost"/>.
    /// </summary>
    IConnection Connect(Address to, Mailbox owner);
}
