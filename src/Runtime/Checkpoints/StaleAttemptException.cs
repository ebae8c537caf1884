namespace FlinkSql.Runtime.Checkpoints;

/// <summary>
/// A newer attempt of the job has begun: this one may publish no more and must stop. If this came out of a publication,
/// the checkpoint counts only if the newer attempt found it when it began.
/// </summary>
internal sealed class StaleAttemptException(string job, long token)
    : Exception($"attempt {token} of job '{job}' is not the newest: another one has begun");
