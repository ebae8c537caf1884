using System.Collections.Concurrent;
using FlinkSql.Columnar;
using FlinkSql.Runtime.Scheduling;
using FlinkSql.Runtime.Storage;

namespace FlinkSql.Runtime.Cluster;

/// <summary>
/// Nodes of one process, which all hear of every change at once. In production there is one that leads and one for each
/// TaskManager, and none ever leaves.
/// </summary>
internal sealed class LocalCluster(IFileSystem files, HeartbeatSettings? heartbeats = null)
{
    private readonly ConcurrentDictionary<Address, Mailbox> _actors = new();
    private readonly SortedDictionary<string, (Member Member, IRuntime Runtime)> _members = new(StringComparer.Ordinal);
    private readonly List<(IRuntime Runtime, Mailbox Mailbox)> _watchers = [];
    private readonly Lock _gate = new();
    private Leader? _leader;

    public ClusterView View
    {
        get
        {
            lock (_gate)
            {
                return new ClusterView(_members.Values.Select(each => each.Member).ToEquatable(), _leader);
            }
        }
    }

    /// <summary>A node joins, in place of a former incarnation.</summary>
    public Node Join(NodeId id, IRuntime runtime, int slots = 0)
    {
        lock (_gate)
        {
            _members[id.Name] = (new Member(id, slots), runtime);
        }

        Tell();
        return new Node(id, runtime, new LocalTransport(id, runtime, _actors), new Watching(this, runtime), files)
        {
            Heartbeats = heartbeats,
        };
    }

    /// <summary>A node is known to be gone.</summary>
    public void Leave(NodeId id)
    {
        lock (_gate)
        {
            if (_members.TryGetValue(id.Name, out (Member Member, IRuntime Runtime) found) && found.Member.Id == id)
            {
                _members.Remove(id.Name);
                _watchers.RemoveAll(watcher => watcher.Runtime == found.Runtime);
            }
        }

        Tell();
    }

    /// <summary>A node leads from now on, with a token greater than all before.</summary>
    public Leader Elect(NodeId id)
    {
        Leader leader;
        lock (_gate)
        {
            leader = _leader = new Leader(id, (_leader?.Token ?? 0) + 1);
        }

        Tell();
        return leader;
    }

    private void Watch(IRuntime runtime, Mailbox watcher)
    {
        lock (_gate)
        {
            _watchers.Add((runtime, watcher));
        }

        runtime.Post(watcher, new ClusterChanged(View));
    }

    private void Tell()
    {
        (IRuntime Runtime, Mailbox Mailbox)[] watchers;
        lock (_gate)
        {
            watchers = [.. _watchers];
        }

        ClusterView view = View;
        foreach ((IRuntime runtime, Mailbox mailbox) in watchers)
        {
            runtime.Post(mailbox, new ClusterChanged(view));
        }
    }

    private sealed class Watching(LocalCluster cluster, IRuntime runtime) : ICluster
    {
        public void Watch(Mailbox watcher) => cluster.Watch(runtime, watcher);
    }
}
