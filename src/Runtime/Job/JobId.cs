namespace FlinkSql.Runtime.Job;

/// <summary>Names a job within its JobManager.</summary>
public readonly record struct JobId(long Number)
{
    public override string ToString() => $"job-{Number}";
}
