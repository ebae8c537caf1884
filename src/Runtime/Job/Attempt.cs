namespace FlinkSql.Runtime.Job;

/// <summary>
/// One run of a job, or of a region of it, under one leader: it goes with every control message, so that those of a former run, and of a leader
/// who was replaced and does not know it, are told apart.
/// </summary>
/// <param name="Job">The job.</param>
/// <param name="Number">Counts the runs that one leader has started.</param>
/// <param name="Token">That of the leader.</param>
/// <param name="Region">The part of the job, which is started again by itself.</param>
internal readonly record struct Attempt(JobId Job, int Number, long Token, int Region = 0)
{
    /// <summary>Whether it has taken the place of another run of the same region, or of another leader's job.</summary>
    public bool Replaces(Attempt other) => Job == other.Job
        && (Token > other.Token || (Token == other.Token && Region == other.Region && Number > other.Number));

    /// <summary>Whether both are of one job under one leader.</summary>
    public bool IsBeside(Attempt other) => Job == other.Job && Token == other.Token;

    public override string ToString() => $"{Job}/{Token}.{Number}";
}
