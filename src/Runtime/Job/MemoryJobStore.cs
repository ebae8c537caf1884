namespace FlinkSql.Runtime.Job;

/// <summary>Jobs of one process.</summary>
internal sealed class MemoryJobStore(long lastId = 0) : IJobStore
{
    private readonly SortedDictionary<long, JobRecord> _records = [];
    private readonly Lock _gate = new();
    private long _lastId = lastId;

    public JobId NextId() => new(Interlocked.Increment(ref _lastId));

    public void Add(JobRecord record)
    {
        lock (_gate)
        {
            _records.Add(record.Id.Number, record);
        }
    }

    public IReadOnlyList<JobRecord> Open()
    {
        lock (_gate)
        {
            foreach (long ended in _records.Values.Where(record => record.Completion.IsCompleted).Select(record => record.Id.Number).ToArray())
            {
                _records.Remove(ended);
            }

            return [.. _records.Values];
        }
    }
}
