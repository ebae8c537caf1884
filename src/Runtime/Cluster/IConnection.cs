using FlinkSql.Runtime.Scheduling;

namespace FlinkSql.Runtime.Cluster;

/// <summary>
/// A way from an actor to another: messages arrive once and in the order of sending. When one does not, none that was
/// sent after it does, and the connection stays broken; its owner is told if that can be known, which it cannot while
/// packets vanish in silence. Between two connections there is no order, even if they join the same nodes.
/// </summary>
public interface IConnection : IDisposable
{
    Address To { get; }

    /// <summary>Hands a message over. It never waits and never fails; a message that cannot arrive is discarded.</summary>
    void Send(Message message);
}
