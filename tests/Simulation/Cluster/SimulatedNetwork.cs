using FlinkSql.Runtime.Cluster;
using FlinkSql.Runtime.Scheduling;

namespace FlinkSql.Tests.Simulation.Cluster;

/// <summary>
/// What lies between the nodes of a simulated run. Messages of a connection keep their order, and take a time that the
/// seed decides; connections break, and the way from one node to another is cut while the way back is not.
/// </summary>
internal sealed class SimulatedNetwork(SimulatedRuntime runtime, NetworkOptions options)
{
    private readonly SeededRandom _delays = new(runtime.Seed, "network-delays");
    private readonly SeededRandom _faults = new(runtime.Seed, "network-faults");
    private readonly Dictionary<Address, Mailbox> _actors = [];
    private readonly Dictionary<NodeId, SimulatedNode> _nodes = [];
    private readonly HashSet<(string From, string To)> _cut = [];

    /// <summary>May be changed while it runs.</summary>
    public NetworkOptions Options { get; set; } = options;

    public int Resets { get; private set; }

    /// <summary>Messages that were lost on a way that is cut.</summary>
    public int Lost { get; private set; }

    /// <summary>The way out of a node.</summary>
    public ITransport Transport(NodeId node, SimulatedNode runtime)
    {
        _nodes.Add(node, runtime);
        return new Endpoint(this, node, runtime);
    }

    /// <summary>What one node sends to another is lost from now on.</summary>
    public void Cut(string from, string to) => _cut.Add((from, to));

    /// <summary>Opens all ways again. Connections that have lost a message stay broken.</summary>
    public void Heal() => _cut.Clear();

    private TimeSpan Delay()
    {
        int most = (int)(Options.Delay.Ticks / TimeSpan.TicksPerMicrosecond) + 1;
        int delay = _delays.Next(most);
        return TimeSpan.FromMicroseconds(Happens(Options.ClogOneIn) ? delay * 100 : delay);
    }

    private bool Happens(int oneIn) => oneIn > 0 && _faults.OneIn(oneIn);

    private sealed class Endpoint(SimulatedNetwork network, NodeId node, SimulatedNode runtime) : ITransport
    {
        public NodeId Node => node;

        public void Register(string actor, Mailbox mailbox) => network._actors[new Address(node, actor)] = mailbox;

        public void Unregister(string actor) => network._actors.Remove(new Address(node, actor));

        public IConnection Connect(Address to, Mailbox owner) => new Connection(network, node, to, owner, runtime);
    }

    private sealed class Connection(
        SimulatedNetwork network, NodeId from, Address to, Mailbox owner, SimulatedNode sender) : IConnection
    {
        private readonly VirtualTimeProvider _time = (VirtualTimeProvider)sender.Clock;
        private TimeSpan _last;
        private bool _broken;
        private bool _disposed;

        public Address To => to;

        public void Send(Message message)
        {
            if (_broken || sender.Dead)
            {
                message.Discard();
                return;
            }

            if (to.Node != from && network.Happens(network.Options.ResetOneIn))
            {
                network.Resets++;
                Break(message, network.Delay());
                return;
            }

            // One tick apart at least: what is due at the same time comes in any order.
            TimeSpan arrival = _time.Elapsed + (to.Node == from ? TimeSpan.Zero : network.Delay());
            _last = arrival > _last ? arrival : _last + TimeSpan.FromTicks(1);
            _time.Schedule(_last - _time.Elapsed, () => Arrive(message));
        }

        public void Dispose() => _disposed = true;

        private void Arrive(Message message)
        {
            if (_broken)
            {
                message.Discard();
            }
            else if (network._cut.Contains((from.Name, to.Node.Name)))
            {
                // It vanishes, and so do all behind it; that no answer comes is noticed much later.
                network.Lost++;
                Break(message, network.Options.Patience);
            }
            else if (!network._nodes.TryGetValue(to.Node, out SimulatedNode? receiver) || receiver.Dead)
            {
                Break(message, network.Delay());
            }
            else if (network._actors.TryGetValue(to, out Mailbox? mailbox))
            {
                receiver.Post(mailbox, message);
            }
            else
            {
                message.Discard();
            }
        }

        private void Break(Message message, TimeSpan noticed)
        {
            _broken = true;
            message.Discard();
            _time.Schedule(noticed, () =>
            {
                if (!_disposed)
                {
                    sender.Post(owner, new ConnectionLost(to));
                }
            });
        }
    }
}
