namespace FlinkSql.Runtime.Job;

/// <summary>The slots of one job: subtask n of every vertex of a group runs in the group's slot n.</summary>
internal sealed class SlotAllocation(SlotPool pool) : IDisposable
{
    private readonly List<(string Group, Slot Slot)> _slots = [];
    private bool _returned;

    public int Count => _slots.Count;

    /// <summary>Whether all of them are still there.</summary>
    public bool IsWhole => !_returned && _slots.TrueForAll(slot => !slot.Slot.Lost);

    public void Add(string group, Slot slot) => _slots.Add((group, slot));

    public Slot Of(string group, int subtask) => _slots.Where(slot => slot.Group == group).ElementAt(subtask).Slot;

    public void Dispose()
    {
        if (!_returned)
        {
            _returned = true;
            pool.GiveBack(_slots.Select(slot => slot.Slot));
        }
    }
}
