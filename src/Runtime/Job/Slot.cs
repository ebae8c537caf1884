using FlinkSql.Columnar;

namespace FlinkSql.Runtime.Job;

/// <summary>
/// A fixed share of a TaskManager, given to one subtask of each vertex of a slot-sharing group.
/// </summary>
internal sealed class Slot(TaskManager owner, int number)
{
    public string Name => $"{owner.Name}/{number}";

    public bool Free { get; private set; } = true;

    /// <summary>Takes the slot and opens its account.</summary>
    public BufferPool Take(long memory)
    {
        Free = false;
        return new BufferPool(Name, memory, owner.Memory);
    }

    public void GiveBack() => Free = true;
}
