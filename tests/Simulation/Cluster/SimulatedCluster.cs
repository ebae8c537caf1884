using FlinkSql.Columnar;
using FlinkSql.Runtime.Cluster;
using FlinkSql.Runtime.Scheduling;

namespace FlinkSql.Tests.Simulation.Cluster;

/// <summary>
/// Which nodes there are and who leads, told to each node late and by itself: for a while nodes have different views,
/// two believe that they lead, and a dead one is thought to be alive.
/// </summary>
internal sealed class SimulatedCluster(SimulatedRuntime runtime, MembershipOptions options)
{
    private readonly SeededRandom _random = new(runtime.Seed, "membership");
    private readonly SortedDictionary<string, Joined> _nodes = new(StringComparer.Ordinal);
    private Leader? _leader;
    private long _token;

    /// <summary>May be changed while it runs.</summary>
    public MembershipOptions Options { get; set; } = options;

    /// <summary>The greatest token there was before, so that tokens rise for ever.</summary>
    public long Token
    {
        get => _token;
        set => _token = Math.Max(_token, value);
    }

    public Leader? Leader => _leader;

    /// <summary>A node joins; one of the same name that was there before is gone.</summary>
    public ICluster Join(Member member, SimulatedNode node)
    {
        var joined = new Joined(member, node);
        _nodes[member.Id.Name] = joined;
        if (_leader is null && CanLead(joined))
        {
            Elect(joined);
        }

        Tell();
        return joined;
    }

    /// <summary>A node has died. That is found out later; if it led, another one is chosen then.</summary>
    public void Died(NodeId id) => runtime.Time.Schedule(Within(Options.Detection), () =>
    {
        if (_nodes.TryGetValue(id.Name, out Joined? found) && found.Member.Id == id)
        {
            _nodes.Remove(id.Name);
        }

        if (_leader?.Node == id)
        {
            _leader = null;
            ElectOther();
        }

        Tell();
    });

    /// <summary>Chooses another leader though the one there is may be well; it learns of that late.</summary>
    /// <param name="deaf">For how long the one there is hears nothing at all.</param>
    public void ElectOther(TimeSpan deaf = default)
    {
        Joined[] candidates = [.. _nodes.Values.Where(CanLead)];
        if (candidates.Length != 0)
        {
            if (_leader is { } former && _nodes.TryGetValue(former.Node.Name, out Joined? joined))
            {
                joined.DeafUntil = runtime.Time.Elapsed + deaf;
            }

            Elect(candidates[_random.Next(candidates.Length)]);
            Tell();
        }
    }

    /// <summary>A node that is well is thought to be gone for a while.</summary>
    public void Flap(string name, TimeSpan time)
    {
        if (_nodes.TryGetValue(name, out Joined? joined) && joined.Hidden is false)
        {
            joined.Hidden = true;
            Tell();
            runtime.Time.Schedule(time, () =>
            {
                joined.Hidden = false;
                if (_leader is null)
                {
                    // The one there was has died while nobody else was in sight.
                    ElectOther();
                }

                Tell();
            });
        }
    }

    private static bool CanLead(Joined joined) => joined.Member.Slots == 0 && !joined.Hidden && !joined.Node.Dead;

    private void Elect(Joined joined) => _leader = new Leader(joined.Member.Id, ++_token);

    private TimeSpan Within(TimeSpan most) =>
        TimeSpan.FromMicroseconds(_random.Next((int)(most.Ticks / TimeSpan.TicksPerMicrosecond) + 1));

    private void Tell()
    {
        var view = new ClusterView(
            _nodes.Values.Where(joined => !joined.Hidden).Select(joined => joined.Member).ToEquatable(), _leader);
        foreach (Joined joined in _nodes.Values)
        {
            TimeSpan deaf = joined.DeafUntil - runtime.Time.Elapsed;
            joined.Hear(view, Within(Options.Notice) + (deaf > TimeSpan.Zero ? deaf : TimeSpan.Zero));
        }
    }

    private sealed class Joined(Member member, SimulatedNode node) : ICluster
    {
        private readonly List<Mailbox> _watchers = [];
        private ClusterView _view = new([], null);
        private long _heard;
        private long _told;

        public Member Member => member;

        public SimulatedNode Node => node;

        public bool Hidden { get; set; }

        public TimeSpan DeafUntil { get; set; }

        public void Watch(Mailbox watcher)
        {
            _watchers.Add(watcher);
            node.Post(watcher, new ClusterChanged(_view));
        }

        /// <summary>Views may overtake each other on the way; an older one is not shown any more.</summary>
        public void Hear(ClusterView view, TimeSpan delay)
        {
            long number = ++_told;
            ((VirtualTimeProvider)node.Clock).Schedule(delay, () =>
            {
                if (number > _heard)
                {
                    _heard = number;
                    _view = view;
                    _watchers.ForEach(watcher => node.Post(watcher, new ClusterChanged(view)));
                }
            });
        }
    }
}
