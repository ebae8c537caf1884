using FlinkSql.Columnar;

namespace FlinkSql.Runtime.Job;

/// <summary>Owns slots and the memory they share out.</summary>
/// <param name="name">For messages.</param>
/// <param name="slots"><c>taskmanager.numberOfTaskSlots</c>.</param>
/// <param name="managedMemory"><c>taskmanager.memory.managed.size</c> in bytes.</param>
public sealed class TaskManager(string name, int slots, long managedMemory = long.MaxValue)
{
    public string Name { get; } = name;

    public int Slots { get; } = slots;

    /// <summary>All memory of all slots is charged here.</summary>
    public BufferPool Memory { get; } = new(name, managedMemory);
}
