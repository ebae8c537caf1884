namespace FlinkSql.Runtime.Job;

/// <summary>There are too few free slots for a job.</summary>
public sealed class SlotException(string job, int needed, int free, int total) : Exception(
    $"job '{job}' needs {needed} slots, but {free} of {total} are free: raise taskmanager.numberOfTaskSlots, "
    + "lower parallelism.default, or wait for another job to end")
{
    public int Needed { get; } = needed;

    public int Free { get; } = free;
}
