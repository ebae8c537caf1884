namespace FlinkSql.Runtime.Job;

/// <summary>
/// One run of a job under one leader: it goes with every control message, so that those of a former run, and of a leader
/// who was replaced and does not know it, are told apart.
/// </summary>
/// <param name="Job">The job.</param>
/// <param name="Number">Counts the runs that one leader has started.</param>
/// <param name="Token">That of the leader.</param>
internal readonly record struct Attempt(JobId Job, int Number, long Token) : IComparable<Attempt>
{
    /// <summary>Whether it has taken the place of another run of the same job.</summary>
    public bool Replaces(Attempt other) => Job == other.Job && CompareTo(other) > 0;

    public int CompareTo(Attempt other) => Token != other.Token ? Token.CompareTo(other.Token) : Number.CompareTo(other.Number);

    public override string ToString() => $"{Job}/{Token}.{Number}";
}
