namespace FlinkSql.Runtime.Job;

/// <summary>The jobs that a new leader has to go on with.</summary>
internal interface IJobStore
{
    /// <summary>An id that no job had before.</summary>
    JobId NextId();

    void Add(JobRecord record);

    /// <summary>Those that have not ended, in the order in which they came.</summary>
    IReadOnlyList<JobRecord> Open();
}
