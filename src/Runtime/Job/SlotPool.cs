using FlinkSql.Runtime.Cluster;

namespace FlinkSql.Runtime.Job;

/// <summary>
/// The slots of all TaskManagers that are alive, as a JobManager keeps account of them. A job needs, for each slot-sharing
/// group, as many as the highest parallelism in it.
/// </summary>
public sealed class SlotPool
{
    private readonly List<Slot> _slots = [];
    private readonly List<Action> _waiting = [];
    private readonly List<Member> _distrusted = [];
    private readonly Lock _gate = new();

    /// <summary>Those of TaskManagers in this process.</summary>
    public SlotPool(params IReadOnlyList<TaskManager> taskManagers)
    {
        TaskManagers = taskManagers;
        foreach (TaskManager taskManager in taskManagers)
        {
            Add(new NodeId(taskManager.Name), taskManager.Slots);
        }
    }

    public int Total
    {
        get
        {
            lock (_gate)
            {
                return _slots.Count;
            }
        }
    }

    public int Free
    {
        get
        {
            lock (_gate)
            {
                return _slots.Count(slot => slot.Free);
            }
        }
    }

    internal IReadOnlyList<TaskManager> TaskManagers { get; }

    /// <summary>The members have changed: takes in the slots of new ones and writes off those of lost ones.</summary>
    internal void Update(ClusterView view)
    {
        lock (_gate)
        {
            foreach (Slot slot in _slots.Where(slot => !view.Has(slot.Node)))
            {
                slot.Lost = true;
            }

            _slots.RemoveAll(slot => slot.Lost);
            _distrusted.RemoveAll(member => !view.Has(member.Id));
            foreach (Member member in view.Members.Except(_distrusted).Where(member => _slots.TrueForAll(slot => slot.Node != member.Id)))
            {
                Add(member.Id, member.Slots);
            }
        }

        Wake();
    }

    /// <summary>
    /// A node does not answer although it is a member: it gets no work until it has left and come back, or nobody else
    /// has slots.
    /// </summary>
    internal void Distrust(NodeId node)
    {
        lock (_gate)
        {
            Slot[] slots = [.. _slots.Where(slot => slot.Node == node)];
            foreach (Slot slot in slots)
            {
                slot.Lost = true;
            }

            _slots.RemoveAll(slot => slot.Lost);
            if (slots.Length != 0)
            {
                _distrusted.Add(new Member(node, slots.Length));
            }
        }
    }

    /// <exception cref="SlotException">There are too few; none is taken then.</exception>
    internal SlotAllocation Allocate(CompiledJob job)
    {
        lock (_gate)
        {
            return TryAllocate(job, null)
                ?? throw new SlotException(job.Name, Needed(job).Sum(group => group.Slots), Free, _slots.Count);
        }
    }

    /// <summary>Takes the slots of a job; null when there are too few, and then it calls back once when that may be over.</summary>
    internal SlotAllocation? TryAllocate(CompiledJob job, Action? changed)
    {
        List<(string Group, int Slots)> groups = Needed(job);
        lock (_gate)
        {
            if (_slots.Count(slot => slot.Free) < groups.Sum(group => group.Slots))
            {
                Trust();
            }

            Slot[] free = [.. Spread(_slots.Where(slot => slot.Free))];
            if (free.Length < groups.Sum(group => group.Slots))
            {
                if (changed is not null)
                {
                    _waiting.Add(changed);
                }

                return null;
            }

            var allocation = new SlotAllocation(this);
            int next = 0;
            foreach ((string group, int slots) in groups)
            {
                for (int slot = 0; slot < slots; slot++)
                {
                    free[next].Free = false;
                    allocation.Add(group, free[next++]);
                }
            }

            return allocation;
        }
    }

    internal void GiveBack(IEnumerable<Slot> slots)
    {
        lock (_gate)
        {
            foreach (Slot slot in slots)
            {
                slot.Free = true;
            }
        }

        Wake();
    }

    private static List<(string Group, int Slots)> Needed(CompiledJob job) =>
    [
        .. job.Vertices
            .GroupBy(vertex => vertex.SlotSharingGroup)
            .Select(group => (group.Key, group.Max(vertex => vertex.Parallelism))),
    ];

    /// <summary>The first of every TaskManager, then the second, so that a job does not hang on one alone.</summary>
    private static IEnumerable<Slot> Spread(IEnumerable<Slot> free) => free
        .GroupBy(slot => slot.Node)
        .SelectMany(node => node.Select((slot, place) => (slot, place)))
        .OrderBy(each => each.place)
        .Select(each => each.slot);

    private void Trust()
    {
        _distrusted.ForEach(member => Add(member.Id, member.Slots));
        _distrusted.Clear();
    }

    private void Add(NodeId node, int slots)
    {
        for (int slot = 0; slot < slots; slot++)
        {
            _slots.Add(new Slot(node, slot));
        }
    }

    private void Wake()
    {
        Action[] waiting;
        lock (_gate)
        {
            waiting = [.. _waiting];
            _waiting.Clear();
        }

        Array.ForEach(waiting, wake => wake());
    }
}
