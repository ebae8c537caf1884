namespace FlinkSql.Runtime.Job;

/// <summary>
/// The slots of all TaskManagers. A job needs, for each slot-sharing group, as many as the highest parallelism in it.
/// </summary>
public sealed class SlotPool
{
    private readonly List<Slot> _slots = [];
    private readonly Lock _gate = new();

    public SlotPool(params IReadOnlyList<TaskManager> taskManagers)
    {
        foreach (TaskManager taskManager in taskManagers)
        {
            for (int slot = 0; slot < taskManager.Slots; slot++)
            {
                _slots.Add(new Slot(taskManager, slot));
            }
        }
    }

    public int Total => _slots.Count;

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

    /// <exception cref="SlotException">There are too few; none is taken then.</exception>
    internal SlotAllocation Allocate(CompiledJob job)
    {
        List<(string Group, int Slots)> groups =
        [
            .. job.Vertices
                .GroupBy(vertex => vertex.SlotSharingGroup)
                .Select(group => (group.Key, group.Max(vertex => vertex.Parallelism))),
        ];
        int needed = groups.Sum(group => group.Slots);
        lock (_gate)
        {
            Slot[] free = [.. _slots.Where(slot => slot.Free)];
            if (free.Length < needed)
            {
                throw new SlotException(job.Name, needed, free.Length, _slots.Count);
            }

            var allocation = new SlotAllocation(this);
            int next = 0;
            foreach ((string group, int slots) in groups)
            {
                for (int slot = 0; slot < slots; slot++)
                {
                    allocation.Add(group, free[next], free[next].Take(job.Settings.SlotMemory));
                    next++;
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
                slot.GiveBack();
            }
        }
    }
}
