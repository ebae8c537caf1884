using System.Collections.Concurrent;
using FlinkSql.Runtime.Scheduling;

namespace FlinkSql.Runtime.Cluster;

/// <summary>
/// Joins nodes of one process: a message goes straight to the mailbox, and nothing is lost but what is sent to the dead.
/// </summary>
internal sealed class LocalTransport(NodeId node, IRuntime runtime, ConcurrentDictionary<Address, Mailbox> actors)
    : ITransport
{
    public NodeId Node { get; } = node;

    public void Register(string actor, Mailbox mailbox) => actors[new Address(Node, actor)] = mailbox;

    public void Unregister(string actor) => actors.TryRemove(new Address(Node, actor), out _);

    public IConnection Connect(Address to, Mailbox owner) => new Connection(to, runtime, actors);

    /// <summary>Looks the mailbox up once.</summary>
    private sealed class Connection(Address to, IRuntime runtime, ConcurrentDictionary<Address, Mailbox> actors) : IConnection
    {
        private Mailbox? _mailbox;

        public Address To { get; } = to;

        public void Send(Message message)
        {
            if (_mailbox is not null || actors.TryGetValue(To, out _mailbox))
            {
                runtime.Post(_mailbox, message);
            }
            else
            {
                message.Discard();
            }
        }

        public void Dispose()
        {
        }
    }
}
