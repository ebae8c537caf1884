namespace FlinkSql.Runtime.Job;

/// <summary>One run of a job: it goes with every control message, so that those of a former run are told apart.</summary>
internal readonly record struct Attempt(JobId Job, int Number)
{
    public override string ToString() => $"{Job}/{Number}";
}
