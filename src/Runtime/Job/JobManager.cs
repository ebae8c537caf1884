using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.Cluster;
using FlinkSql.Runtime.Scheduling;
using FlinkSql.Runtime.Storage;
using FlinkSql.Runtime.Tasks;

namespace FlinkSql.Runtime.Job;

/// <summary>Takes jobs, gives each its slots and its master, and finds them again by id, for as long as it leads.</summary>
public sealed class JobManager
{
    private readonly SortedDictionary<long, JobMaster> _jobs = [];
    private readonly Lock _gate = new();
    private readonly Node _node;
    private readonly IJobStore _store;

    /// <summary>Leads a cluster in this process: a node for itself and one for each TaskManager of the pool.</summary>
    /// <param name="runtime">What runs the jobs.</param>
    /// <param name="slots">The slots there are.</param>
    /// <param name="lastId">The last id given before, so that ids stay unique where one manager follows another.</param>
    /// <param name="files">Where checkpoints go; by default the files of the machine.</param>
    public JobManager(IRuntime runtime, SlotPool slots, long lastId = 0, IFileSystem? files = null)
    {
        var cluster = new LocalCluster(files ?? new LocalFileSystem());
        _node = cluster.Join(new NodeId("job-manager"), runtime);
        Token = cluster.Elect(_node.Id).Token;
        Slots = slots;
        _store = new MemoryJobStore(lastId);
        foreach (TaskManager taskManager in slots.TaskManagers)
        {
            _ = new TaskExecutor(cluster.Join(new NodeId(taskManager.Name), runtime, taskManager.Slots), taskManager);
        }
    }

    /// <summary>Leads on a node of a cluster, and goes on with the jobs of the leader before.</summary>
    internal JobManager(Node node, long token, SlotPool slots, IJobStore store)
    {
        _node = node;
        Token = token;
        Slots = slots;
        _store = store;
        foreach (JobRecord record in store.Open().Where(record => record.TryTake(token)))
        {
            Start(record, allocation: null, recovers: true);
        }
    }

    public SlotPool Slots { get; }

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

    /// <summary>What shows that it leads.</summary>
    internal long Token { get; }

    /// <summary>Starts a job.</summary>
    /// <param name="job">The job.</param>
    /// <param name="storage">Where its checkpoints go; by default they are kept in memory.</param>
    /// <param name="restored">The checkpoint it goes on from; by default it begins anew.</param>
    /// <param name="fromNewest">Whether it goes on from the newest checkpoint of the storage, if there is one.</param>
    /// <exception cref="SlotException">There are too few free slots.</exception>
    public JobMaster Submit(CompiledJob job, ICheckpointStorage? storage = null, JobSnapshot? restored = null, bool fromNewest = false)
    {
        SlotAllocation allocation = Slots.Allocate(job);
        JobId id = _store.NextId();
        storage ??= new MemoryCheckpointStorage();
        var record = new JobRecord(id, job, JobScope.IdentityOf(storage, id, _node.Runtime.Clock), storage, restored);
        record.TryTake(Token);
        _store.Add(record);
        return Start(record, allocation, fromNewest);
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

    /// <summary>Another leads: its masters do nothing more, and leave the tasks to their successors.</summary>
    internal void Abandon()
    {
        foreach (JobMaster job in Jobs)
        {
            job.Abandon();
        }
    }

    private JobMaster Start(JobRecord record, SlotAllocation? allocation, bool recovers)
    {
        var master = new JobMaster(record, _node, Token, Slots, allocation);
        lock (_gate)
        {
            _jobs.Add(record.Id.Number, master);
        }

        master.Start(recovers);
        return master;
    }
}
