using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.Scheduling;

namespace FlinkSql.Runtime.Job;

/// <summary>Takes jobs, gives each its slots and its master, and finds them again by id.</summary>
/// <param name="runtime">What runs the jobs.</param>
/// <param name="slots">The slots there are.</param>
/// <param name="lastId">The last id given before, so that ids stay unique where one manager follows another.</param>
public sealed class JobManager(IRuntime runtime, SlotPool slots, long lastId = 0)
{
    private readonly SortedDictionary<long, JobMaster> _jobs = [];
    private readonly Lock _gate = new();
    private long _lastId = lastId;

    public SlotPool Slots { get; } = slots;

    /// <summary>All jobs, ended ones too, in the order in which they came.</summary>
    public IReadOnlyList<JobMaster> Jobs
    {
        get
        {
            lock (_gate)
            {
                return [.. _jobs.Values];
            }
        }
    }

    /// <summary>Starts a job.</summary>
    /// <param name="job">The job.</param>
    /// <param name="storage">Where its checkpoints go; by default they are kept in memory.</param>
    /// <param name="restored">The checkpoint it goes on from; by default it begins anew.</param>
    /// <exception cref="SlotException">There are too few free slots.</exception>
    public JobMaster Submit(CompiledJob job, ICheckpointStorage? storage = null, JobSnapshot? restored = null)
    {
        SlotAllocation allocation = Slots.Allocate(job);
        var id = new JobId(Interlocked.Increment(ref _lastId));
        var master = new JobMaster(
            id, job, allocation, runtime, storage ?? new MemoryCheckpointStorage(), restored);
        lock (_gate)
        {
            _jobs.Add(id.Number, master);
        }

        master.Start();
        return master;
    }

    public JobMaster? Find(JobId id)
    {
        lock (_gate)
        {
            return _jobs.GetValueOrDefault(id.Number);
        }
    }

    /// <summary>Forgets a job that has ended; false for one that has not, or is unknown.</summary>
    public bool Remove(JobId id)
    {
        lock (_gate)
        {
            return _jobs.TryGetValue(id.Number, out JobMaster? job)
                && job.State is JobState.Finished or JobState.Failed or JobState.Cancelled
                && _jobs.Remove(id.Number);
        }
    }
}
