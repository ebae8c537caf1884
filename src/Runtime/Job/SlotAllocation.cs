using FlinkSql.Columnar;

namespace FlinkSql.Runtime.Job;

/// <summary>The slots of one job: subtask n of every vertex of a group runs in the group's slot n.</summary>
internal sealed class SlotAllocation(SlotPool pool) : IDisposable
{
    private readonly List<(string Group, Slot Slot, BufferPool Memory)> _slots = [];
    private bool _returned;

    public int Count => _slots.Count;

    public void Add(string group, Slot slot, BufferPool memory) => _slots.Add((group, slot, memory));

    public BufferPool Memory(string group, int subtask) =>
        _slots.Where(slot => slot.Group == group).ElementAt(subtask).Memory;

    public void Dispose()
    {
        if (!_returned)
        {
            _returned = true;

            // Rows that a reader still holds, or that a failure lost, must not weigh on the jobs to come.
            _slots.ForEach(slot => slot.Memory.Detach());
            pool.GiveBack(_slots.Select(slot => slot.Slot));
        }
    }
}
